using System;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Tests.Execution;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>A network that was made elsewhere, 316 variables: gradients, and what training leaves alone.</summary>
public sealed class StrangersMobileNetTests
{
    private const string Model = "mnv1-openmv-complete";

    [SkippableFact]
    public void The_gradient_of_an_inner_kernel_is_what_finite_differences_measure()
    {
        using var model = new OpenedModel(SharedModels.Require(Model), new ImportOptions { FloatType = ScalarType.Float64 });
        using var executor = model.Executor(model.Traces.ForInference!);
        manual_seed(5);
        using var image = rand([1, 160, 120, 1], dtype: ScalarType.Float64) * 255;
        var kernels = executor.Graph.Variables.Where(static v => v.Shape.Count == 4).Select(static v => v.Name).ToList();
        var inner = kernels[kernels.Count / 2];

        Differences.Check(model.Variables, inner, count: 4, () => executor.Run([image])[0].square().sum());
    }

    [SkippableFact]
    public void Training_one_layer_leaves_every_other_tensor_of_the_checkpoint_as_it_was()
    {
        using var folder = new TempFolder();
        var source = SharedModels.Require(Model);
        using var model = HubModel.Load(source);
        var layer = model.Layers.ThatCanTrain.Where(static l => l.Kind == LayerKind.Conv2D).Skip(6).First();
        layer.Trainable = true;
        manual_seed(6);
        using var image = rand(2, 160, 120, 1) * 255;

        for (var step = 0; step < 2; step++)
        {
            using var scope = NewDisposeScope();
            nn.functional.cross_entropy(model.Call(image).log(), tensor(new long[] { 0, 1 })).backward();
            using var noGrad = no_grad();
            foreach (var variable in layer.Variables)
            {
                variable.Value.sub_(variable.Value.grad! * 0.1);
                variable.Value.grad = null;
            }
        }

        model.Export(folder.File("out"));
        using var before = TensorBundleReader.Open(System.IO.Path.Combine(source, "variables", "variables"));
        using var after = TensorBundleReader.Open(System.IO.Path.Combine(folder.Path, "out", "variables", "variables"));
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(
            layer.Variables.Select(static v => v.Facts.CheckpointKey),
            before.Keys.Where(k => !k.StartsWith('_') && !before.ReadBytes(k).AsSpan().SequenceEqual(after.ReadBytes(k))));
        var statistics = model.Variables.Where(static v => v.Facts.Reason == ReasonCodes.BatchNormStatistics).Select(static v => v.Facts.CheckpointKey).ToList();
        Assert.Equal(54, statistics.Count);
        Assert.Subset(before.Keys.ToHashSet(), statistics.ToHashSet());
    }
}
