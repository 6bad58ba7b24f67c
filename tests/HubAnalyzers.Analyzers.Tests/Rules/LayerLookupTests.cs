using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;

namespace HubAnalyzers.Testing;

/// <summary>HUB0006 and HUB0018: layers by name.</summary>
public sealed class LayerLookupTests
{
    [Fact]
    public Task The_message_offers_the_nearest_names() => RuleTest.Check(
        """var layer = LiveNet.Load().GetLayer({|#0:"net/block_1/expnd"|});""",
        expected:
        [
            DiagnosticResult.CompilerWarning("HUB0006").WithLocation(0).WithMessage(
                "There is no layer 'net/block_1/expnd' in 'https://tfhub.dev/acme/live_net/2'; did you mean 'net/block_1/expand', 'net/block_1/bn' or 'net/old'?"),
        ]);

    [Theory]
    [InlineData("""var layer = LiveNet.Load().Layers[{|HUB0006:"net/block_2/bn"|}];""")]
    [InlineData("""const string Block = "net/block_2"; var layer = HubModel.Load("frozen_net").GetLayer({|HUB0006:$"{Block}/bn"|});""")]
    [InlineData("""var model = LiveNet.Load(); foreach (var name in new[] { "net/old", "net/oldest" }) { if (name != "net/old") { model.GetLayer({|HUB0006:name|}).Trainable = false; } }""")]
    [InlineData("""var layer = {|HUB0006:Get(LiveNet.Load(), "net/new")|}; static HubLayer Get(HubModel model, string name) => model.GetLayer(name);""")]
    [InlineData("""var layer = LiveNet.Load().GetLayer({|HUB0006:System.IO.Path.Combine("net", "older")|});""")]
    [InlineData("""for (var i = 7; i < 8; i++) { var layer = LiveNet.Load().GetLayer({|HUB0006:"net/block_7/bn"|}); }""")]
    public Task A_name_that_the_manifest_does_not_have_is_reported(string program) => RuleTest.Check(program);

    [Theory]
    [InlineData("""var layer = HubModel.Load("frozen_net").GetLayer("net/bn");""")]
    [InlineData("""var layer = LiveNet.Load().GetLayer(args[0]);""")]
    [InlineData("""var layer = HubModel.Load(args[0]).GetLayer("net/new");""")]
    [InlineData("""var name = "net/new"; if (args.Length > 0) { name = "net/old"; } var layer = LiveNet.Load().GetLayer(name);""")]
    [InlineData("""const DayOfWeek Day = DayOfWeek.Monday; var layer = LiveNet.Load().GetLayer($"net/{Day}");""")]
    [InlineData("""var day = DayOfWeek.Monday; var layer = LiveNet.Load().GetLayer($"net/{day}");""")]
    [InlineData("""var layer = LiveNet.Load().GetLayer(System.IO.Path.Combine("net/", "old"));""")]
    [InlineData("""var layer = LiveNet.Load().GetLayer(System.IO.Path.Combine("", "net/old"));""")]
    [InlineData("""var layer = LiveNet.Load().GetLayer(System.IO.Path.Combine("net", "/old"));""")]
    public Task A_name_that_exists_or_is_not_known_is_not_reported(string program) => RuleTest.Check(program);

    [Fact]
    public Task A_lookup_of_what_has_a_typed_accessor_is_a_hint() => RuleTest.Check(
        """
        using var model = LiveNet.Load();
        {|#0:model.GetLayer("net/block_1/expand")|}.Trainable = true;
        {|HUB0018:model.Layers["net/block_1/expand"]|}.Trainable = true;
        HubModel any = HubModel.Load("https://tfhub.dev/acme/live_net/2");
        any.GetLayer("net/block_1/expand").Trainable = true;
        """,
        expected:
        [
            new DiagnosticResult("HUB0018", Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden).WithLocation(0).WithMessage(
                "Layer 'net/block_1/expand' has the typed accessor LiveNet.Block1.Expand; use it instead of the name"),
        ]);
}
