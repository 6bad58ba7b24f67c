using System.Threading.Tasks;
using HubAnalyzers.CodeFixes.Requests;

namespace HubAnalyzers.Testing;

/// <summary>The fix that sets hub_batch_norm_policy instead of removing the request.</summary>
public sealed class SetBatchNormPolicyTests
{
    private const string Request = "var model = ShapesMobilenet.Load(); {|HUB0002:model.BnConv1.Trainable = true|}; {|HUB0002:model.ExpandedConv.ProjectBN.Trainable = true|};";

    [Theory]
    [InlineData("root = true\n", "root = true\n\n[*.cs]\nhub_batch_norm_policy = affine\n")]
    [InlineData("[*.cs]\nindent_size = 4\n\n[*.md]\nx = 1\n", "[*.cs]\nindent_size = 4\nhub_batch_norm_policy = affine\n\n[*.md]\nx = 1\n")]
    [InlineData("[*.cs]\r\nhub_batch_norm_policy = frozen\r\n", "[*.cs]\r\nhub_batch_norm_policy = affine\r\n")]
    [InlineData("[*.cs]", "[*.cs]\nhub_batch_norm_policy = affine")]
    [InlineData("", "[*.cs]\nhub_batch_norm_policy = affine\n")]
    public void Only_the_key_changes(string before, string after) => Assert.Equal(after, With(before));

    [Theory]
    [InlineData("[*.cs]\nindent_size = 4\n\n[legacy/**.cs]\nhub_batch_norm_policy = frozen\n", "[*.cs]\nindent_size = 4\nhub_batch_norm_policy = affine\n\n[legacy/**.cs]\nhub_batch_norm_policy = frozen\n")]
    [InlineData("hub_batch_norm_policy = frozen\n[legacy/**.cs]\nhub_batch_norm_policy = frozen\n", "hub_batch_norm_policy = frozen\n[legacy/**.cs]\nhub_batch_norm_policy = frozen\n\n[*.cs]\nhub_batch_norm_policy = affine\n")]
    public void A_section_for_other_files_stays_as_it_is(string before, string after) => Assert.Equal(after, With(before));

    [Theory]
    [InlineData("[*]\nhub_batch_norm_policy = frozen\n[{Program,Other}.cs] # two\nhub_batch_norm_policy = frozen\n", "[*]\nhub_batch_norm_policy = frozen\n[{Program,Other}.cs] # two\nhub_batch_norm_policy = affine\n")]
    [InlineData("[*]\nhub_batch_norm_policy = frozen\n[*.cs]\nindent_size = 4\n", "[*]\nhub_batch_norm_policy = affine\n[*.cs]\nindent_size = 4\n")]
    public void Of_the_sections_for_the_file_the_last_that_has_the_key_is_changed(string before, string after) => Assert.Equal(after, With(before));

    [Fact]
    public async Task The_nearest_editorconfig_is_changed() => Assert.Equal(
        ["/app/.editorconfig\nroot = true\n\n[*.cs]\nhub_batch_norm_policy = affine\n"],
        await Test("root = true\n").EditorConfigsAfter(Request));

    [Fact]
    public async Task Where_there_is_none_one_is_added_beside_the_project() => Assert.Equal(
        ["/app/.editorconfig\n[*.cs]\nhub_batch_norm_policy = affine\n"],
        await Test("").EditorConfigsAfter(Request));

    [Fact]
    public async Task It_comes_second_and_only_while_the_policy_is_frozen()
    {
        const string One = "var model = ShapesMobilenet.Load(); {|HUB0002:model.BnConv1.Trainable = true|};";
        Assert.Equal(["RemoveRequest", "SetBatchNormPolicy"], await Test("").Offered(One));
        Assert.Equal(["RemoveRequest"], await Test("[*.cs]\nhub_batch_norm_policy = affine\n").Offered(One));
    }

    private static string With(string before) =>
        EditorConfigText.With(before, "hub_batch_norm_policy", "affine", static heading => EditorConfigSection.Covers(heading, "/app/.editorconfig", "/app/Program.cs"));

    private static FixTest Test(string editorConfig) => new(new TrainableRequestFixProvider()) { Key = "SetBatchNormPolicy", EditorConfig = editorConfig };
}
