using System;
using System.IO;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Training.Checkpoints;

/// <summary>What is kept, what is refused by name, and what a run goes on from.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public void A_cancelled_run_goes_on_to_the_weights_and_the_history_of_one_that_was_not()
    {
        using var folder = new TempFolder();
        var whole = Train(folder.File("whole"), folder.File("whole_out"));
        Assert.Null(whole.ResumedFrom);

        Cancel(folder.File("cancelled"), atStep: 14);
        var resumed = Train(folder.File("cancelled"), folder.File("cancelled_out"));

        Assert.NotNull(resumed.ResumedFrom);
        Assert.Empty(resumed.Warnings);
        Assert.Equal(CheckpointedRun.WeightsIn(folder.File("whole_out")), CheckpointedRun.WeightsIn(folder.File("cancelled_out")));
        Assert.Equal(whole.History.Select(static e => (e.Stage, e.Epoch, e.Loss, e.ValidationAccuracy)), resumed.History.Select(static e => (e.Stage, e.Epoch, e.Loss, e.ValidationAccuracy)));
        Assert.Equal(whole.ProofOfFreeze.Changed, resumed.ProofOfFreeze.Changed);
        Assert.Equal(whole.MetricsAfter, resumed.MetricsAfter);
    }

    [Fact]
    public void A_run_that_is_cancelled_between_the_batches_of_a_step_leaves_the_statistics_of_the_step_before()
    {
        using var folder = new TempFolder();
        var whole = Accumulated(folder.File("whole"), cancelInBatch: null);

        Assert.Null(Accumulated(folder.File("cancelled"), cancelInBatch: 7));
        var resumed = Accumulated(folder.File("cancelled"), cancelInBatch: null);

        Assert.NotNull(whole);
        Assert.Equal(whole, resumed);
    }

    [Fact]
    public void Only_the_newest_are_kept_and_each_says_what_its_files_hash_to()
    {
        using var folder = new TempFolder();

        Cancel(folder.File("run"), atStep: 6);

        // One after each step, and one for the cancellation.
        Assert.Equal(["checkpoint-000005", "checkpoint-000006", "checkpoint-000007"], Names(folder.File("run")));
        Assert.Equal(
            ["SHA256SUMS", "state.json", "tensors.data-00000-of-00001", "tensors.index"],
            Directory.EnumerateFiles(Path.Combine(folder.File("run"), "checkpoint-000007")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("tensors.data-00000-of-00001")]
    [InlineData("tensors.index")]
    [InlineData("state.json")]
    [InlineData("SHA256SUMS")]
    public void A_torn_checkpoint_is_named_and_the_one_before_it_is_used(string file)
    {
        using var folder = new TempFolder();
        var run = folder.File("run");
        Cancel(run, atStep: 3);
        var torn = Path.Combine(run, "checkpoint-000004", file);
        File.WriteAllBytes(torn, File.ReadAllBytes(torn)[..^1]);

        var result = Train(run, folder.File("out"));

        Assert.Equal("checkpoint-000003", result.ResumedFrom);
        Assert.StartsWith("The checkpoint 'checkpoint-000004' was not used: it is torn", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Checkpoints_of_other_options_another_head_or_other_weights_are_refused_by_name()
    {
        using var folder = new TempFolder();
        var run = folder.File("run");
        Cancel(run, atStep: 3);
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        using var larger = new ClassificationHead(model, 3, seed: 3);
        var options = CheckpointedRun.Options(model, run);

        Assert.Contains("'checkpoint-000004' was not used: it belongs to other options.", Refusal(() => CheckpointedRun.Train(model, head, options with { Seed = 6 })));
        Assert.Contains("'checkpoint-000004' was not used: it belongs to another head.", Refusal(() => CheckpointedRun.Train(model, larger, options)));
        using var forgetful = new ClassificationHead(model, 2, seed: 3, new HeadOptions { Dropout = 0.7 });
        Assert.Contains("'checkpoint-000004' was not used: it belongs to another head.", Refusal(() => CheckpointedRun.Train(model, forgetful, options)));
        using var loose = CarriedModel.Load(BatchNormPolicy.Affine);
        using var ofLoose = new ClassificationHead(loose, 2, seed: 3);
        Assert.Contains(
            "'checkpoint-000004' was not used: it belongs to another model, or to one that was loaded with other options.",
            Refusal(() => CheckpointedRun.Train(loose, ofLoose, CheckpointedRun.Options(loose, run))));
        Assert.Contains(
            "'checkpoint-000004' was not used: it belongs to other training examples.",
            Refusal(() => new FineTuner(model, head).Train(TinyProblem.Images(6), TinyProblem.Images(4, seed: 2), options)));
        var beta = model.GetLayer(CarriedModel.StemNorm).Variables.First(static v => v.Name.EndsWith("/beta", StringComparison.Ordinal));
        using var zeros = TorchSharp.torch.zeros_like(beta.Own);
        beta.SetOwn(zeros);

        Assert.Contains($"the variable '{CarriedModel.StemNorm}/beta' is not what it was when that run began", Refusal(() => CheckpointedRun.Train(model, head, options)));
        Assert.Equal(3, Names(run).Length);
    }

    [Fact]
    public void Without_Resume_a_folder_with_checkpoints_is_refused()
    {
        using var folder = new TempFolder();
        var run = folder.File("run");
        Cancel(run, atStep: 1);
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);

        var error = Assert.Throws<IOException>(() => CheckpointedRun.Train(model, head, CheckpointedRun.Options(model, run) with { Checkpoints = new CheckpointOptions(run) }));

        Assert.Equal($"{run}: holds checkpoints of a run; set Resume to go on from them, or choose another folder", error.Message);
    }

    /// <summary>A head for numbers that learnt others before takes its weights for those numbers: in another scale they would mean others.</summary>
    [Fact]
    public void A_head_for_numbers_goes_on_in_its_own_scale_and_in_no_other()
    {
        using var folder = new TempFolder();
        var run = folder.File("run");
        using var model = CarriedModel.Load();
        using (var head = new RegressionHead(model, 1, seed: 3))
        {
            var options = new FineTuneOptions { BatchSize = 4, Stages = [new FineTuneStage("head", 2, 1e-2)] };
            new FineTuner(model, head).Train(Values(0, 1), Values(0, 1), options);
            head.Export(folder.File("head"));
            new FineTuner(model, head).Train(Values(500, 100), Values(500, 100), options with { Checkpoints = new CheckpointOptions(run) });
        }

        using var imported = new RegressionHead(model, 1, seed: 3);
        imported.Import(folder.File("head"));
        var resumed = new FineTuneOptions { BatchSize = 4, Stages = [new FineTuneStage("head", 2, 1e-2)], Checkpoints = new CheckpointOptions(run) { Resume = true } };
        Assert.Contains("it belongs to another head.", Refusal(() => new FineTuner(model, imported).Train(Values(500, 100), Values(500, 100), resumed)));

        var own = folder.File("own");
        using var first = new RegressionHead(model, 1, seed: 3);
        using var second = new RegressionHead(model, 1, seed: 3);
        var ofFirst = new FineTuner(model, first).Train(Values(500, 100), Values(500, 100), resumed with { Checkpoints = new CheckpointOptions(own) });
        var ofSecond = new FineTuner(model, second).Train(Values(500, 100), Values(500, 100), resumed with { Checkpoints = new CheckpointOptions(own) { Resume = true } });
        Assert.NotNull(ofSecond.ResumedFrom);
        Assert.Equal(ofFirst.MetricsAfter, ofSecond.MetricsAfter);

        static Labelled Values(float from, float by) => new(TinyProblem.Images(8), new ValueTargets([.. Enumerable.Range(0, 8).Select(i => new[] { from + (by * (i % 4)) })], ["v"]));
    }

    [Fact]
    public void A_run_that_had_ended_gives_its_result_again()
    {
        using var folder = new TempFolder();
        var first = Train(folder.File("run"), folder.File("out"));
        var again = Train(folder.File("run"), folder.File("again"));

        Assert.Equal(first.MetricsAfter, again.MetricsAfter);
        Assert.Equal(first.History.Count, again.History.Count);
        Assert.Equal(CheckpointedRun.WeightsIn(folder.File("out")), CheckpointedRun.WeightsIn(folder.File("again")));
    }

    /// <summary>Two batches a step, statistics that follow in the model and in the head; every weight and statistic at the end, null where it was cancelled.</summary>
    private static byte[]? Accumulated(string checkpoints, int? cancelInBatch)
    {
        using var model = CarriedModel.Load(BatchNormPolicy.Any);
        using var cancel = new CancellationTokenSource();
        var batches = 0;
        TorchSharp.torch.manual_seed(4).Dispose();
        var module = TorchSharp.torch.nn.Sequential(("norm", TorchSharp.torch.nn.BatchNorm1d(Head.FeaturesOf(model))), ("dense", TorchSharp.torch.nn.Linear(Head.FeaturesOf(model), 2)));
        using var head = new CustomHead(model, module, (outputs, targets) =>
        {
            if (++batches == cancelInBatch)
            {
                cancel.Cancel();
            }

            return TorchSharp.torch.nn.functional.cross_entropy(outputs, targets);
        });
        var options = TinyProblem.Options(5) with
        {
            BatchSize = 2,
            AccumulateBatches = 2,
            Stages = [new FineTuneStage("head", 1, 1e-2), new FineTuneStage("layers", 2, 1e-3) { Layers = [model.GetLayer(CarriedModel.StemNorm), model.GetLayer(CarriedModel.Expand)] }],
            Checkpoints = new CheckpointOptions(checkpoints) { Resume = true, EverySteps = 1 },
        };
        try
        {
            CheckpointedRun.Train(model, head, options, cancellationToken: cancel.Token);
        }
        catch (OperationCanceledException) when (cancelInBatch is not null)
        {
            return null;
        }

        return [.. model.Variables.SelectMany(static v => v.ToBytes()), .. head.State().SelectMany(static s => s.Value.detach().bytes.ToArray())];
    }

    private static string[] Names(string run) => [.. Directory.EnumerateDirectories(run).Select(static d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    private static string Refusal(Action train) => Assert.ThrowsAny<InvalidOperationException>(train).Message;

    private static FineTuneResult Train(string checkpoints, string output)
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        var result = CheckpointedRun.Train(model, head, CheckpointedRun.Options(model, checkpoints));
        model.Export(Path.Combine(output, "model"));
        head.Export(Path.Combine(output, "head"));
        return result;
    }

    private static void Cancel(string checkpoints, int atStep)
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        var progress = new TinyProblem.Callback(_ =>
        {
            if (++steps == atStep)
            {
                cancel.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => CheckpointedRun.Train(model, head, CheckpointedRun.Options(model, checkpoints), progress, cancel.Token));
    }
}
