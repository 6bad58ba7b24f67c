using System.Threading.Tasks;
using HubAnalyzers.CodeFixes.BulkWrites;

namespace HubAnalyzers.Testing;

/// <summary>The fixes of HUB0004: fewer layers in the loop, or a guard in it.</summary>
public sealed class BulkWriteFixTests
{
    [Fact]
    public Task The_switch_of_the_model_becomes_a_loop() => Selector().Makes(
        """
        using var model = ShapesMobilenet.Load();
        // Everything learns.
        {|HUB0004:model.Trainable = true|}; // at last
        Console.WriteLine(model.Trainable);
        """,
        """
        using var model = ShapesMobilenet.Load();
        // Everything learns.
        foreach (var layer in model.Layers.ThatCanTrain)
        {
            layer.Trainable = true;
        } // at last
        Console.WriteLine(model.Trainable);
        """);

    [Fact]
    public Task The_loops_variable_takes_a_free_name() => Selector().Makes(
        """
        using var model = ShapesMobilenet.Load();
        var layer = model.Logits;
        {|HUB0004:model.Trainable = true|};
        """,
        """
        using var model = ShapesMobilenet.Load();
        var layer = model.Logits;
        foreach (var layer1 in model.Layers.ThatCanTrain)
        {
            layer1.Trainable = true;
        }
        """);

    [Fact]
    public Task Loops_and_queries_start_from_the_layers_that_can_train() => Selector().Makes(
        """
        using var model = ShapesMobilenet.Load();
        foreach (var layer in model.Layers /* all */)
            {|HUB0004:layer.Trainable = true|};
        foreach (var layer in model.Layers.Where(l => l.Name.EndsWith("1")))
        {
            {|HUB0004:layer.Trainable = true|};
        }
        model.Layers.ToList().ForEach(layer => {|HUB0004:layer.Trainable = true|});
        """,
        """
        using var model = ShapesMobilenet.Load();
        foreach (var layer in model.Layers.ThatCanTrain /* all */)
            layer.Trainable = true;
        foreach (var layer in model.Layers.ThatCanTrain.Where(l => l.Name.EndsWith("1")))
        {
            layer.Trainable = true;
        }
        model.Layers.ThatCanTrain.ToList().ForEach(layer => layer.Trainable = true);
        """);

    [Fact]
    public Task A_guard_goes_around_the_write() => Guard().Makes(
        """
        using var model = ShapesMobilenet.Load();
        foreach (var layer in model.Layers)
        {
            Console.WriteLine(layer.Name);
            // Learn.
            {|HUB0004:layer.Trainable = true|};
        }

        model.Layers.ToList().ForEach(layer => {|HUB0004:layer.Trainable = true|});
        """,
        """
        using var model = ShapesMobilenet.Load();
        foreach (var layer in model.Layers)
        {
            Console.WriteLine(layer.Name);
            // Learn.
            if (layer.Trainability == Trainability.Trainable)
            {
                layer.Trainable = true;
            }
        }

        model.Layers.ToList().ForEach(layer => { if (layer.Trainability == Trainability.Trainable) { layer.Trainable = true; } });
        """);

    [Fact]
    public Task Where_the_policy_lets_batch_norms_train_the_guard_does_too() => Guard("[*.cs]\nhub_batch_norm_policy = affine\n").Makes(
        """
        using var model = ShapesMobilenet.Load();
        foreach (var layer in model.Layers)
        {
            {|HUB0004:layer.Trainable = true|};
        }
        """,
        """
        using var model = ShapesMobilenet.Load();
        foreach (var layer in model.Layers)
        {
            if (layer.Trainability == Trainability.Trainable || layer.Trainability == Trainability.BatchNorm)
            {
                layer.Trainable = true;
            }
        }
        """);

    [Fact]
    public Task An_else_behind_the_write_keeps_its_if() => Guard("[*.cs]\nhub_batch_norm_policy = affine\n").Makes(
        """
        using var model = ShapesMobilenet.Load();
        foreach (var layer in model.Layers)
        {
            if (args.Length > 0)
                {|HUB0004:layer.Trainable = true|};
            else
                layer.Trainable = false;
        }
        """,
        """
        using var model = ShapesMobilenet.Load();
        foreach (var layer in model.Layers)
        {
            if (args.Length > 0)
            {
                if (layer.Trainability == Trainability.Trainable || layer.Trainability == Trainability.BatchNorm)
                {
                    layer.Trainable = true;
                }
            }
            else
                layer.Trainable = false;
        }
        """);

    [Theory]
    [InlineData("using var model = ShapesMobilenet.Load(); foreach (var layer in model.Layers) { {|HUB0004:layer.Trainable = true|}; }", "UseLayersThatCanTrain SkipLayersThatMustNotTrain")]
    [InlineData("using var model = ShapesMobilenet.Load(); var all = model.Layers; foreach (var layer in all) { {|HUB0004:layer.Trainable = true|}; }", "SkipLayersThatMustNotTrain")]
    [InlineData("using var model = ShapesMobilenet.Load(); {|HUB0004:Unfreeze(model)|}; static void Unfreeze(HubModel m) { foreach (var layer in m.Layers) { layer.Trainable = true; } }", "")]
    [InlineData("using var model = ShapesMobilenet.Load(); for (var i = 0; i < model.Layers.Count; i++) { {|HUB0004:model.Layers[i].Trainable = true|}; }", "")]
    public async Task What_cannot_be_mended_here_is_not_offered(string source, string offered) =>
        Assert.Equal(offered.Split(' ', System.StringSplitOptions.RemoveEmptyEntries), await new FixTest(new BulkWriteFixProvider()).Offered(source));

    private static FixTest Selector() => new(new BulkWriteFixProvider()) { Key = "UseLayersThatCanTrain" };

    private static FixTest Guard(string editorConfig = "") => new(new BulkWriteFixProvider()) { Key = "SkipLayersThatMustNotTrain", EditorConfig = editorConfig };
}
