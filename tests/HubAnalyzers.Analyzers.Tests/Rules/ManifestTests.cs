using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace HubAnalyzers.Testing;

/// <summary>HUB0090 and HUB0093: manifests that cannot be read.</summary>
public sealed class ManifestTests
{
    [Fact]
    public Task A_readable_manifest_draws_nothing() => Check(RuleTest.LiveNet);

    [Theory]
    [InlineData("", 1, 1, "the file ends where a value is expected")]
    [InlineData("{\n  \"schemaVersion\": 1,\n  \"model\": {,\n", 3, 13, "a name in quotes is expected here")]
    [InlineData("{\n  \"schemaVersion\": \"1\" }", 2, 20, "a whole number is expected here")]
    [InlineData("{ \"schemaVersion\": 1 }", 1, 1, "'model' is missing in this object")]
    [InlineData("{ \"schemaVersion\": 1, \"schemaVersion\": 1 }", 1, 23, "'schemaVersion' stands twice in one object")]
    [InlineData("[1] trailing", 1, 5, "the end of the file is expected here")]
    public Task A_damaged_manifest_is_an_error_at_its_line_and_column(string text, int line, int column, string what) => Check(
        text,
        new DiagnosticResult("HUB0090", Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithLocation("/net.hubmodel.json", line, column)
            .WithMessage($"The manifest cannot be read: {what}; write it again with 'dotnet hub add'"));

    [Fact]
    public Task A_word_that_is_none_of_the_manifests_is_an_error()
    {
        var text = RuleTest.LiveNet.Replace("\"batch_norm\",\"reason\"", "\"cold\",\"reason\"");
        return Check(
            text,
            new DiagnosticResult("HUB0090", Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithLocation("/net.hubmodel.json", 1, text.IndexOf("\"cold\"", System.StringComparison.Ordinal) + 1)
                .WithMessage("The manifest cannot be read: 'cold' is none of the words that stand here; write it again with 'dotnet hub add'"));
    }

    [Fact]
    public Task A_newer_schema_names_the_remedy() => Check(
        "{\n  \"schemaVersion\": 2\n}",
        new DiagnosticResult("HUB0093", Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithLocation("/net.hubmodel.json", 2, 20)
            .WithMessage("This manifest's schema version 2 is newer than 1, the newest that HubAnalyzers 0.1.0 understands; install the version of HubAnalyzers whose tool wrote it"));

    [Fact]
    public Task Two_manifests_that_claim_one_handle_are_told_in_both() => Check(
        [("/a.hubmodel.json", RuleTest.LiveNet), ("/b.hubmodel.json", RuleTest.LiveNet), ("/c.hubmodel.json", RuleTest.FrozenNet)],
        ClaimsHandle("/a.hubmodel.json", "b.hubmodel.json"),
        ClaimsHandle("/b.hubmodel.json", "a.hubmodel.json"));

    [Fact]
    public Task Two_manifests_that_give_one_class_are_told_in_both() => Check(
        [("/x/live-net.hubmodel.json", RuleTest.LiveNet), ("/y/live_net.hubmodel.json", RuleTest.FrozenNet)],
        ClaimsClass("/x/live-net.hubmodel.json", "../y/live_net.hubmodel.json"),
        ClaimsClass("/y/live_net.hubmodel.json", "../x/live-net.hubmodel.json"));

    [Fact]
    public Task Two_files_of_one_name_are_told_apart() => Check(
        [("/app/dup.hubmodel.json", RuleTest.LiveNet), ("/app/sub/dup.hubmodel.json", RuleTest.LiveNet)],
        ClaimsHandle("/app/dup.hubmodel.json", "sub/dup.hubmodel.json"),
        ClaimsHandle("/app/sub/dup.hubmodel.json", "../dup.hubmodel.json"));

    [Fact]
    public Task Class_names_that_differ_in_case_are_two() => Check(
        [("/mobilenet_v2.hubmodel.json", RuleTest.LiveNet), ("/mobilenetv2.hubmodel.json", RuleTest.FrozenNet)]);

    [Fact]
    public Task A_manifest_that_claims_the_handle_of_one_and_the_class_of_another_names_the_first_of_them() => Check(
        [("/a/live_net.hubmodel.json", RuleTest.FrozenNet), ("/b/other.hubmodel.json", RuleTest.LiveNet), ("/c/live-net.hubmodel.json", RuleTest.LiveNet)],
        ClaimsClass("/a/live_net.hubmodel.json", "../c/live-net.hubmodel.json"),
        ClaimsHandle("/b/other.hubmodel.json", "../c/live-net.hubmodel.json"),
        ClaimsClass("/c/live-net.hubmodel.json", "../a/live_net.hubmodel.json"));

    [Fact]
    public Task Of_three_manifests_that_claim_one_handle_the_later_ones_name_the_first_and_the_first_the_second() => Check(
        [("/c.hubmodel.json", RuleTest.LiveNet), ("/a.hubmodel.json", RuleTest.LiveNet), ("/b.hubmodel.json", RuleTest.LiveNet)],
        ClaimsHandle("/a.hubmodel.json", "b.hubmodel.json"),
        ClaimsHandle("/b.hubmodel.json", "a.hubmodel.json"),
        ClaimsHandle("/c.hubmodel.json", "a.hubmodel.json"));

    [Theory]
    [InlineData("/p/a.json", "/p/b.json", "b.json")]
    [InlineData("/p/x/a.json", "/p/y/z/b.json", "../y/z/b.json")]
    [InlineData("a.json", "x/a.json", "x/a.json")]
    [InlineData("C:\\p\\x\\a.json", "C:\\p\\b.json", "../b.json")]
    [InlineData("C:\\p\\a.json", "D:\\p\\a.json", "D:\\p\\a.json")]
    public void The_way_to_another_file_starts_at_the_folder_of_this_one(string from, string to, string expected) => Assert.Equal(expected, RelativePath.Between(from, to));

    [Fact]
    public Task Other_additional_files_are_none_of_its_business() => Check("not json", path: "/notes.json");

    private static DiagnosticResult ClaimsHandle(string path, string other) => Claims(path, "the handle 'https://tfhub.dev/acme/live_net/2'", other);

    private static DiagnosticResult ClaimsClass(string path, string other) => Claims(path, "the class name 'LiveNet'", other);

    private static DiagnosticResult Claims(string path, string what, string other) => new DiagnosticResult("HUB0092", Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithLocation(path, 1, 1)
        .WithMessage($"This manifest claims {what}, and so does '{other}'; remove one, or set ClassName on its HubModel item");

    private static Task Check(string text, params DiagnosticResult[] expected) => Check(text, "/net.hubmodel.json", expected);

    private static Task Check(string text, string path, params DiagnosticResult[] expected) => Check([(path, text)], expected);

    private static Task Check((string Path, string Text)[] files, params DiagnosticResult[] expected)
    {
        var test = new CSharpAnalyzerTest<ManifestAnalyzer, DefaultVerifier> { ReferenceAssemblies = new ReferenceAssemblies("none") };
        test.TestState.AdditionalReferences.AddRange(CompilationFactory.ReferencesFor(HubReferences.None));
        test.TestState.Sources.Add("class C { }");
        foreach (var file in files)
        {
            test.TestState.AdditionalFiles.Add(file);
        }

        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
