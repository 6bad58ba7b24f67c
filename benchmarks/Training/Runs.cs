using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>The runs that are measured, on the carried model and drawn images.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Scopes">The scopes of the layers of its second stage; none where only the head trains.</param>
/// <param name="Optimizer">Its optimizer.</param>
internal sealed record Runs(string Name, IReadOnlyList<string> Scopes, OptimizerOptions Optimizer)
{
    public static IReadOnlyList<Runs> All { get; } =
    [
        new("head", [], new AdamOptions()),
        new("last block", ["expanded_conv_5"], new AdamOptions()),
        new("three blocks", ["expanded_conv_3", "expanded_conv_4", "expanded_conv_5"], new SgdOptions()),
        new("all layers", [""], new AdamOptions()),
    ];

    public static Runs Of(string name) => All.Single(r => r.Name == name);

    public static HubModel Load() => HubModel.Load(Path.Combine(Root(), "samples", "models", "shapes_mobilenet"));

    public static ClassificationHead HeadFor(HubModel model) => new(model, ShapeClasses.Unseen.Count, seed: 1);

    public static LabelledImages Draw(int count, ulong seed)
    {
        var set = ShapeSet.Draw(ShapeClasses.Unseen, count / ShapeClasses.Unseen.Count, seed);
        return new LabelledImages(set.Images, [.. set.Labels.Select(static l => checked((int)l))], ShapePainter.Size, ShapePainter.Size, ShapePainter.Channels);
    }

    public IReadOnlyList<HubLayer> LayersOf(HubModel model) =>
        Scopes.Count == 0 ? [] : [.. model.Layers.ThatCanTrain.Where(l => Scopes.Any(s => l.Name.Contains(s, StringComparison.Ordinal)))];

    public FineTuneOptions OptionsFor(HubModel model, int batchSize, int epochs = 1)
    {
        var head = new FineTuneStage("head", 1, 1e-3);
        var layers = LayersOf(model);
        return new FineTuneOptions
        {
            BatchSize = batchSize,
            Optimizer = Optimizer,
            Stages = layers.Count == 0 ? [head with { Epochs = epochs }] : [head, new FineTuneStage(Name, epochs, 1e-4) { Layers = layers }],
        };
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HubAnalyzers.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("run this from a build inside the repository");
    }
}
