using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.Samples.Pretrain.SavedModels;
using HubAnalyzers.Samples.Shapes;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Benchmarks.Growth;

/// <summary>Folders of more and more images in two classes, and lists of them.</summary>
internal sealed class ImageGrowth : GrowthFamily
{
    private const int Classes = 2;
    private static readonly ImagePreprocessing _preprocessing = new(ShapePainter.Size, ShapePainter.Size);

    private readonly TempFolder _folder = new();
    private readonly string _model;

    public ImageGrowth()
    {
        var net = new ShapesMobilenet(new NetPlan(ShapePainter.Size, 8, [(2, 8, 2)], Features: 16, Classes: Classes));
        _model = _folder.File("net");
        ReusableSavedModel.Write(_model, net, StartingWeights.Draw(net, seed: 1));
        foreach (var count in Sizes)
        {
            var set = ShapeSet.Draw([.. ShapeClasses.Unseen.Take(Classes)], count / Classes, seed: 1);
            var lines = new List<string> { "path,label" };
            foreach (var label in Enumerable.Range(0, Classes))
            {
                Directory.CreateDirectory(Path.Combine(FolderOf(count), NameOf(label)));
            }

            for (var i = 0; i < count; i++)
            {
                var label = (int)set.Labels[i];
                var path = string.Create(CultureInfo.InvariantCulture, $"{NameOf(label)}/{i}.png");
                PngFile.Write(Path.Combine(FolderOf(count), path), set.Images.AsSpan(i * ShapePainter.Length, ShapePainter.Length));
                lines.Add($"{path},{NameOf(label)}");
            }

            File.WriteAllLines(ListOf(count), lines);
        }
    }

    public override string Counted => "images";

    public override IReadOnlyList<int> Sizes { get; } = [256, 1024, 4096];

    public override IEnumerable<GrowthWork> Works() =>
    [
        GrowthWork.Timed("listing a folder", i => Open(i)),
        GrowthWork.Timed("reading a list", i => ImageManifest.Open(ListOf(Sizes[i]), _preprocessing)),
        GrowthWork.Timed("listing and splitting", i => Open(i).Split(0.25)),
        GrowthWork.Timed("listing and hashing", i => _ = Open(i).Digest),
        GrowthWork.Timed("listing and decoding", i => Open(i).WithoutBroken()),
        GrowthWork.Timed("training a head for two epochs", Train),
    ];

    public override void Dispose() => _folder.Dispose();

    private void Train(int size)
    {
        using var model = HubModel.Load(_model);
        using var head = new ClassificationHead(model, Classes, seed: 1);
        var split = Open(size).Split(0.25);
        new FineTuner(model, head).Train(split.Training, split.Validation, new FineTuneOptions { Stages = [new FineTuneStage("head", 2, 1e-3)] });
    }

    private ImageExamples Open(int size) => ImageFolder.Open(FolderOf(Sizes[size]), _preprocessing);

    private string FolderOf(int count) => _folder.File(string.Create(CultureInfo.InvariantCulture, $"images_{count}"));

    private string ListOf(int count) => Path.Combine(FolderOf(count), "list.csv");

    private static string NameOf(int label) => label == 0 ? "first" : "second";
}
