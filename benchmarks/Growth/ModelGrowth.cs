using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.Samples.Pretrain.SavedModels;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Benchmarks.Growth;

/// <summary>Models of more and more blocks, each of six layers in a function of its own length, with a regularization loss for each kernel.</summary>
internal sealed class ModelGrowth : GrowthFamily
{
    private const int Pixels = 16;
    private const int Channels = 8;
    private static readonly int[] _blocks = [8, 32, 128];

    private readonly TempFolder _folder = new();
    private readonly List<string> _models = [];
    private readonly List<HubModelInfo> _facts = [];

    public ModelGrowth()
    {
        foreach (var blocks in _blocks)
        {
            var net = new ShapesMobilenet(new NetPlan(Pixels, Channels, [.. Enumerable.Repeat((2, Channels, 1), blocks)], Features: 16, Classes: 4));
            _models.Add(_folder.File($"net_{blocks}"));
            ReusableSavedModel.Write(_models[^1], net, StartingWeights.Draw(net, seed: 1));
            _facts.Add(ModelInspector.Inspect(_models[^1]));
        }

        Sizes = [.. _facts.Select(static f => f.Layers.Count)];
    }

    public override string Counted => "layers";

    public override IReadOnlyList<int> Sizes { get; }

    public override IEnumerable<GrowthWork> Works() =>
    [
        GrowthWork.Timed("inspecting a model", i => ModelInspector.Inspect(_models[i])),
        GrowthWork.Timed("writing and reading its manifest", i => ManifestFile.Read(ManifestFile.Write(_facts[i]), "net.hubmodel.json")),
        GrowthWork.Timed("comparing two versions", i => ModelDiff.Between(_facts[i], _facts[i])),
        GrowthWork.Timed("loading it", i => HubModel.Load(_models[i]).Dispose()),
        GrowthWork.Timed("loading it, a call of one image", Call),
        GrowthWork.Timed("loading it, its regularization losses", RegularizationLosses),
        GrowthWork.Timed("loading it, a gradient of all its layers", Gradient),
        GrowthWork.Timed("loading it, exporting it as a SavedModel", Export),
        GrowthWork.Timed("loading it, exporting it as ONNX", ExportOnnx),
    ];

    public override void Dispose() => _folder.Dispose();

    private void Call(int size)
    {
        using var model = HubModel.Load(_models[size]);
        using var scope = torch.NewDisposeScope();
        model.Call(torch.zeros(1, Pixels, Pixels, 3));
    }

    private void RegularizationLosses(int size)
    {
        using var model = HubModel.Load(_models[size]);
        using var loss = model.RegularizationLoss();
    }

    private void Gradient(int size)
    {
        using var model = HubModel.Load(_models[size]);
        foreach (var layer in model.Layers.ThatCanTrain)
        {
            layer.Trainable = true;
        }

        using var scope = torch.NewDisposeScope();
        model.Call(torch.ones(1, Pixels, Pixels, 3), training: true).sum().backward();
    }

    private void Export(int size)
    {
        using var target = new TempFolder();
        using var model = HubModel.Load(_models[size]);
        model.Export(target.File("exported"));
    }

    private void ExportOnnx(int size)
    {
        using var target = new TempFolder();
        using var model = HubModel.Load(_models[size]);
        model.ExportOnnx(target.File("exported.onnx"));
    }
}
