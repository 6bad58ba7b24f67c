using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.FineTune;
using HubAnalyzers.Samples.FineTune.Comparison;
using HubAnalyzers.Samples.FineTune.HubModels;
using HubAnalyzers.Samples.Shapes;
using Spectre.Console;

const int Seed = 7;

var console = AnsiConsole.Console;
if (args is ["--write-images", var images])
{
    ImageFiles.Write(Path.GetFullPath(images), perClass: 120, seed: 5);
    console.WriteLine($"Images of {ShapeClasses.Unseen.Count} classes, 120 of each: {Path.GetFullPath(images)}");
    return 0;
}

if (args is ["--compare", ..] && (args.Length == 1 || (args.Length == 2 && int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))))
{
    var seeds = args.Length == 1 ? 1 : int.Parse(args[1], CultureInfo.InvariantCulture);
    foreach (var perClass in new[] { 20, 120 })
    {
        ScratchComparison.Run(console, new ComparisonBudget(perClass), Enumerable.Range(Seed, seeds).Select(static s => (ulong)s));
    }

    console.WriteLine(ProcessFigures.Describe());
    return 0;
}

// The class is generated from shapes_mobilenet.hubmodel.json: a property for each layer, and loading fails if the bytes are
// not those that the manifest describes.
using var model = ShapesMobilenet.Load();
TrainabilityTable.Print(console, model.Facts);

using var head = new ClassificationHead(model, ShapeClasses.Unseen.Count, Seed);
var training = Images.Draw(perClass: 120, seed: 5);
var heldOut = Images.Draw(perClass: 100, seed: 6);
console.WriteLine($"Classes the model has never seen: {string.Join(", ", ShapeClasses.Unseen)}.");
console.WriteLine($"{training.Count} images to train on, {heldOut.Count} held out.");

var options = Recipe.For(model, Seed);
var result = ProgressDisplay.Show(console, progress => new FineTuner(model, head).Train(training, heldOut, options, progress));

console.WriteLine();
PrintAccuracy("before training", result.AccuracyBefore);
PrintAccuracy("after the head", result.History.Last(static e => e.Stage == Recipe.HeadStage).ValidationAccuracy);
PrintAccuracy("after expanded_conv_5", result.AccuracyAfter);
console.WriteLine($"Variables changed: {result.ProofOfFreeze.Changed.Count}; unchanged to the byte: {result.ProofOfFreeze.Unchanged.Count}.");

var folder = Path.GetFullPath(Path.Combine("out", "shapes_mobilenet_finetuned"));
if (Directory.Exists(folder))
{
    Directory.Delete(folder, recursive: true);
}

model.Export(folder, head, [.. ShapeClasses.Unseen.Select(static c => c.ToString().ToLowerInvariant())]);
console.WriteLine($"SavedModel: {folder}");
console.WriteLine(ProcessFigures.Describe());
return 0;

void PrintAccuracy(string when, double accuracy) =>
    console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Accuracy on held-out images {when,-22} {accuracy:P1}"));
