using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime.Tests.Models;

namespace HubAnalyzers.Runtime.Tests.Training.Checkpoints;

/// <summary>A small run with everything that must survive a kill: dropout, momentum, a schedule, best weights, two stages.</summary>
internal static class CheckpointedRun
{
    public const string Command = "checkpointed-run";

    /// <summary>Runs, resuming what is there; writes a line after each step, and the weights at the end.</summary>
    /// <param name="checkpoints">Where it keeps checkpoints.</param>
    /// <param name="output">Where the weights are written.</param>
    /// <param name="everySteps">How often it saves within epochs; 0 is not at all.</param>
    public static int Run(string checkpoints, string output, int everySteps)
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3, new HeadOptions { Dropout = 0.2 });
        var options = Options(model, checkpoints);
        options = options with { Checkpoints = options.Checkpoints! with { EverySteps = everySteps == 0 ? null : everySteps } };
        Train(model, head, options, new TinyProblem.Callback(static p =>
        {
            Console.WriteLine($"{p.StageIndex} {p.Epoch} {p.Step}");
            Console.Out.Flush();
        }));
        model.Export(Path.Combine(output, "model"));
        head.Export(Path.Combine(output, "head"));
        return 0;
    }

    public static FineTuneResult Train(HubModel model, Head head, FineTuneOptions options, IProgress<FineTuneProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), options, progress, cancellationToken);

    public static FineTuneOptions Options(HubModel model, string checkpoints) => TinyProblem.Options(5) with
    {
        BatchSize = 2,
        Stages =
        [
            new FineTuneStage("head", 2, 1e-2),
            new FineTuneStage("layers", 2, 1e-3) { Layers = [model.GetLayer(CarriedModel.Expand)], Optimizer = new SgdOptions { Nesterov = true }, DepthDecay = 0.5 },
        ],
        Schedule = new CosineSchedule { WarmUpSteps = 2 },
        RestoreBestWeights = true,
        Monitor = HeadMetric.Loss,
        Checkpoints = new CheckpointOptions(checkpoints) { Resume = true, EverySteps = 1, Keep = 3 },
    };

    /// <summary>Every byte that the run wrote at its end.</summary>
    public static Dictionary<string, string> WeightsIn(string output) =>
        TinyProblem.Hashes(output, "model", "variables", "variables").Concat(TinyProblem.Hashes(output, "head")).ToDictionary();
}
