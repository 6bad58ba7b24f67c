using System;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Models;

public sealed class ExecutionPlanTests
{
    [Fact]
    public void A_frozen_models_plan_has_one_part_and_says_what_runs_it()
    {
        using var model = CarriedModel.Load();
        using var image = torch.rand(2, 48, 48, 3);

        var before = model.Plan();
        model.Call(image).Dispose();
        var after = model.Plan();

        Assert.Equal(0, before.TrainedOperations);
        Assert.Equal(FrozenEngine.OnnxRuntime, before.FrozenEngine);
        Assert.True(before.FoldedBatchNorms > 20);
        Assert.Contains("nothing trains", before.ToString());
        Assert.DoesNotContain(before.Decisions, static d => d.Contains("the two engines differ by", StringComparison.Ordinal));
        Assert.Single(after.Decisions, static d => d.Contains("the two engines differ by", StringComparison.Ordinal));
    }

    [Fact]
    public void The_plan_of_a_late_layer_cuts_in_front_of_it()
    {
        using var model = CarriedModel.Load();
        model.GetLayer(CarriedModel.Expand).Trainable = true;

        var plan = model.Plan();

        Assert.Equal([CarriedModel.Expand], plan.TrainedLayers);
        Assert.True(plan.FrozenOperations > 0 && plan.TrainedOperations > 0, plan.ToString());
        Assert.Single(plan.Decisions, static d => d.StartsWith("cut: behind '", StringComparison.Ordinal));
    }

    [Fact]
    public void The_engine_that_was_asked_for_runs_the_frozen_part()
    {
        using var own = CarriedModel.Load();
        using var torchOnly = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { FrozenEngine = FrozenEngine.TorchSharp });
        using var image = torch.rand(2, 48, 48, 3);

        using var a = own.Call(image);
        using var b = torchOnly.Call(image);

        Assert.Equal(FrozenEngine.TorchSharp, torchOnly.Plan().FrozenEngine);
        Assert.True((a - b).abs().max().ToDouble() <= 1e-4 * b.abs().max().ToDouble());
    }

    [Fact]
    public void A_frozen_value_that_is_changed_in_place_counts_in_the_next_call()
    {
        using var model = CarriedModel.Load();
        using var image = torch.rand(1, 48, 48, 3);
        var gamma = model.Layers.First(static l => l.Kind == LayerKind.BatchNorm).Variables.First(static v => v.Name.EndsWith("gamma", StringComparison.Ordinal)).Value;
        using var before = model.Call(image);
        using var half = torch.tensor(0.5f);
        using (torch.no_grad())
        {
            gamma.mul_(half);
        }

        using var after = model.Call(image);

        Assert.True((before - after).abs().max().ToDouble() > 1e-3);
    }
}
