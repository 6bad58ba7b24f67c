using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HubAnalyzers.Benchmarks.Engine.Nets;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Pretrain.Net;

namespace HubAnalyzers.Benchmarks.Engine.Works;

/// <summary>
/// Epochs of one training run, one at a time: the run waits at the end of each until it is asked for the next. The first, in which a cache
/// is filled, is the warm-up.
/// </summary>
internal sealed class Epochs : Work, IFineTuneCallback
{
    private const int Examples = 64;
    private const int Measured = 32;
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread _run;
    private readonly string _stage;
    private volatile bool _isOver;
    private double _loss;

    public Epochs(string folder, FeatureCacheOptions? cache, bool trainsBlock)
    {
        _stage = trainsBlock ? "block" : "head";
        _run = new Thread(() => Train(folder, cache, trainsBlock)) { IsBackground = true };
        _run.Start();
    }

    public override double Run()
    {
        _asked.Release();
        _done.Wait();
        return _loss;
    }

    public FineTuneDecision OnStepEnd(FineTuneProgress progress) => _isOver ? FineTuneDecision.Stop : FineTuneDecision.Continue;

    public FineTuneDecision OnEpochEnd(FineTuneEpoch epoch)
    {
        if (epoch.Stage == _stage)
        {
            _loss = epoch.Loss;
            _done.Release();
            _asked.Wait();
        }

        return _isOver ? FineTuneDecision.Stop : FineTuneDecision.Continue;
    }

    public override void Dispose()
    {
        _isOver = true;
        _asked.Release();
        _run.Join();
        _asked.Dispose();
        _done.Dispose();
    }

    private void Train(string folder, FeatureCacheOptions? cache, bool trainsBlock)
    {
        _asked.Wait();
        using var model = HubModel.Load(folder);
        using var head = new ClassificationHead(model, BenchmarkNet.Classes, seed: 1);
        var stages = new List<FineTuneStage> { new("head", trainsBlock ? 1 : 100_000, 1e-6) };
        if (trainsBlock)
        {
            stages.Add(new FineTuneStage("block", 100_000, 1e-6) { Layers = [.. model.Layers.ThatCanTrain.Where(static l => l.Name.Contains("expanded_conv_16/", StringComparison.Ordinal))] });
        }

        var tuner = new FineTuner(model, head);
        tuner.Callbacks.Add(this);
        tuner.Train(Images(Examples, 1), Images(Measured, 2), new FineTuneOptions { Stages = stages, FeatureCache = cache });
    }

    private static LabelledImages Images(int count, int seed)
    {
        var random = new Random(seed);
        var size = NetPlan.MobilenetV2.Size;
        var pixels = new float[count * size * size * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = random.NextSingle();
        }

        return new LabelledImages(pixels, [.. Enumerable.Range(0, count).Select(static i => i % BenchmarkNet.Classes)], size, size, 3);
    }
}
