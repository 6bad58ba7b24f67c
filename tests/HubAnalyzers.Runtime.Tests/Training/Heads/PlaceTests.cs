using System;
using System.Linq;
using HubAnalyzers.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace HubAnalyzers.Runtime.Tests.Training.Heads;

/// <summary>
/// A head is made on the processor and computes where its model does. Torch's meta device, which every machine has, stands for the other
/// device: tensors there have a place, a type and a shape, and no elements.
/// </summary>
public sealed class PlaceTests : IClassFixture<LoadedCarriedModel>
{
    private readonly HubModel _model;

    public PlaceTests(LoadedCarriedModel fixture) => _model = fixture.Model;

    [Fact]
    public void A_head_follows_the_features_to_where_they_are()
    {
        using var head = new ClassificationHead(_model, 3);
        using var features = torch.zeros([5, head.Features], device: torch.META);

        using var outputs = head.Call(features);

        Assert.Equal((DeviceType.META, 5, 3), (outputs.device_type, outputs.shape[0], outputs.shape[1]));
        Assert.All(head.Parameters(), static p => Assert.Equal((DeviceType.META, true, true), (p.Value.device_type, p.Value.requires_grad, p.Value.is_leaf)));
    }

    [Fact]
    public void A_module_of_ones_own_of_which_a_part_is_elsewhere_follows_as_a_whole()
    {
        var (first, last) = (Linear(Head.FeaturesOf(_model), 4), Linear(4, 2));
        last.to(torch.META);
        using var head = new CustomHead(_model, Sequential(("first", first), ("norm", BatchNorm1d(4)), ("last", last)), static (outputs, _) => outputs.sum());

        head.Follow(torch.META);

        Assert.All(head.State(), static s => Assert.Equal(DeviceType.META, s.Value.device_type));
    }

    [Fact]
    public void On_a_model_of_fewer_bits_head_and_layer_train_in_float32()
    {
        using var model = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Precision = HubPrecision.BFloat16 });
        using var head = new ClassificationHead(model, 2, seed: 3);
        var options = TinyProblem.Options(1, model.GetLayer(CarriedModel.Expand)) with
        {
            Stages = [new FineTuneStage("head", 12, 1e-2), new FineTuneStage("layer", 2, 1e-3) { Layers = [model.GetLayer(CarriedModel.Expand)] }],
        };

        var result = new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), options);

        Assert.All(head.Parameters(), static p => Assert.Equal(torch.ScalarType.Float32, p.Value.dtype));
        Assert.Equal([CarriedModel.Expand + "/kernel"], result.ProofOfFreeze.Changed);
        Assert.True(result.History[^1].Loss < result.History[0].Loss / 4, $"{result.History[0].Loss} to {result.History[^1].Loss}");
        Assert.Equal(1, result.AccuracyAfter);
    }
}
