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
}
