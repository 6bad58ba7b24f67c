using System;
using System.Globalization;
using System.IO;
using HubAnalyzers.Benchmarks.Engine.Nets;
using HubAnalyzers.Benchmarks.Engine.Running;
using HubAnalyzers.Benchmarks.Engine.Works;
using HubAnalyzers.Samples.Pretrain.SavedModels;

// What the engine takes for MobileNetV2 (224 pixels, 32 images), against the same net written by hand in TorchSharp and in ONNX Runtime.
// dotnet run -c Release --project benchmarks/Engine [-- ROUNDS]
if (args is ["--work", var name, var folder])
{
    Worker.Serve(name, folder);
    return 0;
}

var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 7;
var model = Path.Combine(Path.GetTempPath(), "hubanalyzers-engine-" + Environment.ProcessId);
try
{
    ReusableSavedModel.Write(model, BenchmarkNet.Plan, BenchmarkNet.Weights);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {rounds} rounds; each in a process of its own, one after the other in turns; of each the fastest, and [median, slowest]"));

    var forward = Group.Run("forward, 32 images", rounds, model, Work.EngineForward, Work.PlainForward, Work.TunedForward, Work.OnnxForward, Work.TorchMatrixPeak, Work.OnnxMatrixPeak);
    Report.Ratio("engine", "plain NCHW modules", forward[Work.PlainForward], forward[Work.EngineForward], 2.0);
    Report.Ratio("engine", "a tuned net", forward[Work.TunedForward], forward[Work.EngineForward], 1.0);
    Report.Ratio("engine", "ONNX Runtime by hand", forward[Work.OnnxForward], forward[Work.EngineForward], 0.95);
    var flops = BenchmarkNet.FlopsOfOne(model) * BenchmarkNet.Batch;
    var peak = MatrixPeak.Flops / Math.Min(forward[Work.TorchMatrixPeak].Fastest, forward[Work.OnnxMatrixPeak].Fastest);
    Report.Roofline("engine, forward", forward[Work.EngineForward], flops, peak);

    var step = Group.Run("training step, 32 images, every kernel trains", rounds, model, Work.EngineStep, Work.PlainStep, Work.TunedStep);
    Report.Ratio("engine", "plain NCHW modules", step[Work.PlainStep], step[Work.EngineStep], 1.8);
    Report.Ratio("engine", "a tuned net", step[Work.TunedStep], step[Work.EngineStep], 1.0);

    // The way back multiplies twice for each time forward: for the kernel and for what came in.
    Report.Roofline("engine, step", step[Work.EngineStep], 3 * flops, peak);

    var head = Group.Run("epoch of a head's stage, 64 images and 32 to measure on", rounds, model, Work.UncachedEpoch, Work.CachedEpoch, Work.DiskEpoch);
    Report.Ratio("kept in memory", "what is computed in each epoch", head[Work.UncachedEpoch], head[Work.CachedEpoch], 10);
    Report.Ratio("kept on disk", "what is computed in each epoch", head[Work.UncachedEpoch], head[Work.DiskEpoch], 10);

    var block = Group.Run("epoch of the last block's stage, 64 images and 32 to measure on", rounds, model, Work.UncachedBlockEpoch, Work.CachedBlockEpoch);
    Report.Ratio("kept in memory", "what is computed in each epoch", block[Work.UncachedBlockEpoch], block[Work.CachedBlockEpoch], null);
    return forward.Agree && step.Agree && head.Agree && block.Agree ? 0 : 1;
}
finally
{
    if (Directory.Exists(model))
    {
        Directory.Delete(model, recursive: true);
    }
}
