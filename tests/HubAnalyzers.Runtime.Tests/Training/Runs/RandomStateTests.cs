using System.Linq;
using HubAnalyzers.Runtime.Tests.Models;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Training.Runs;

/// <summary>Torch's generator is the whole process's, so this runs when nothing else draws from it.</summary>
[Collection(LiveTensorsCollection.Name)]
public sealed class RandomStateTests
{
    [Fact]
    public void A_run_leaves_torchs_random_state_as_it_was()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        using var before = torch.random.get_rng_state();

        new FineTuner(model, head).Train(TinyProblem.Images(4), TinyProblem.Images(4, seed: 2), TinyProblem.Options(1) with { Stages = [new FineTuneStage("head", 1, 1e-2)] });

        using var after = torch.random.get_rng_state();
        Assert.Equal(before.bytes.ToArray(), after.bytes.ToArray());
    }

    [Fact]
    public void Dropout_draws_the_same_in_two_runs_of_one_seed_and_other_things_with_another()
    {
        using var model = CarriedModel.Load();
        var (first, again, other) = (Trained(model, 1), Trained(model, 1), Trained(model, 2));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    private static float[] Trained(HubModel model, ulong seed)
    {
        // One batch holds all examples, so that the seed decides nothing but what is drawn.
        using var head = new ClassificationHead(model, 2, options: new HeadOptions { Dropout = 0.5 });
        new FineTuner(model, head).Train(
            TinyProblem.Images(4), TinyProblem.Images(4, seed: 2), new FineTuneOptions { Seed = seed, BatchSize = 4, Stages = [new FineTuneStage("head", 3, 1e-2)] });
        return [.. head.Module.parameters().SelectMany(static p => p.data<float>().ToArray())];
    }
}
