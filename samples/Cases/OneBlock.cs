using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Cases.HubModels;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.Cases;

/// <summary>
/// Case 3: one inner block, chosen by name, trains after the head; its weights move and no others. Proved by a hash of every variable
/// before and after, the moving statistics of batch normalization among them.
/// </summary>
internal static class OneBlock
{
    public const string Block = "shapes_mobilenet/expanded_conv_5/";

    public static FineTuneResult Run(TextWriter output, string? exportTo = null)
    {
        using var model = ShapesMobilenet.Load();
        using var head = new ClassificationHead(model, ShapeClasses.Unseen.Count, seed: 1);
        var training = new DrawnShapes(ShapeClasses.Unseen, perClass: 40, seed: 5);
        var heldOut = new DrawnShapes(ShapeClasses.Unseen, perClass: 20, seed: 6);

        // As typed properties: model.ExpandedConv5.Expand, .Depthwise, .Project.
        var block = model.Layers.ThatCanTrain.Where(static l => l.Name.StartsWith(Block, System.StringComparison.Ordinal)).ToList();
        var options = new FineTuneOptions
        {
            Stages =
            [
                new FineTuneStage("head", Epochs: 20, LearningRate: 3e-3),
                new FineTuneStage("block", Epochs: 4, LearningRate: 1e-3) { Layers = block },
            ],
        };
        var result = new FineTuner(model, head).Train(training, heldOut, options);

        output.WriteLine($"Layers that train: {string.Join(", ", block.Select(static l => l.Name))}.");
        output.WriteLine("Variables that moved:");
        foreach (var name in result.ProofOfFreeze.Changed)
        {
            output.WriteLine($"  {name}");
        }

        output.WriteLine($"Unchanged to the byte: {result.ProofOfFreeze.Unchanged.Count} of {model.Variables.Count}.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Accuracy on held-out images: {result.AccuracyBefore:P1} before, {result.AccuracyAfter:P1} after."));
        if (exportTo is not null)
        {
            model.Export(exportTo);
        }

        return result;
    }
}
