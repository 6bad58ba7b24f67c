using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Cases.HubModels;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.Cases;

/// <summary>
/// Case 2: a frozen feature extractor with a dense head of one's own. Only the head learns; what the model says of an image is
/// computed once and kept, however many epochs there are.
/// </summary>
internal static class OwnHead
{
    public static FineTuneResult Run(TextWriter output)
    {
        // A model starts frozen: nothing has to be switched off.
        using var model = ShapesMobilenet.Load();
        using var head = new ClassificationHead(model, ShapeClasses.Unseen.Count, seed: 1);
        var training = new DrawnShapes(ShapeClasses.Unseen, perClass: 40, seed: 5);
        var heldOut = new DrawnShapes(ShapeClasses.Unseen, perClass: 20, seed: 6);
        var options = new FineTuneOptions { Stages = [new FineTuneStage("head", Epochs: 30, LearningRate: 3e-3)] };
        var result = new FineTuner(model, head).Train(training, heldOut, options);

        output.WriteLine($"Variables of the model that moved: {result.ProofOfFreeze.Changed.Count} of {model.Variables.Count}.");
        output.WriteLine($"Each training image was read {training.Reads / training.Count} times in {result.History.Count} epochs: to see that it is whole, and for the frozen part.");
        foreach (var line in result.Receipt!.Plan.Where(static l => l.Contains("kept", System.StringComparison.Ordinal)))
        {
            output.WriteLine($"  {line}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Accuracy on held-out images: {result.AccuracyBefore:P1} before, {result.AccuracyAfter:P1} after."));
        return result;
    }
}
