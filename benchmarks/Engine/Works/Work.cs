using System;

namespace HubAnalyzers.Benchmarks.Engine.Works;

/// <summary>Something that is done again and again in a process of its own.</summary>
internal abstract class Work : IDisposable
{
    public const string EngineForward = "engine";
    public const string PlainForward = "plain NCHW modules";
    public const string TunedForward = "tuned net";
    public const string OnnxForward = "ONNX Runtime by hand";
    public const string TorchMatrixPeak = "matrix product 2048, torch";
    public const string OnnxMatrixPeak = "matrix product 2048, ONNX";
    public const string EngineStep = "engine, step";
    public const string PlainStep = "plain NCHW modules, step";
    public const string TunedStep = "tuned net, step";
    public const string UncachedEpoch = "head, computed in each epoch";
    public const string CachedEpoch = "head, kept in memory";
    public const string DiskEpoch = "head, kept on disk";
    public const string UncachedBlockEpoch = "block, computed in each epoch";
    public const string CachedBlockEpoch = "block, kept in memory";

    /// <summary>Whether TorchSharp's user would not have told the allocator to keep memory.</summary>
    public static bool LeavesAllocatorAlone(string name) => name is PlainForward or PlainStep;

    public static Work Create(string name, string folder) => name switch
    {
        EngineForward => new EngineForward(folder),
        PlainForward => new PlainForward(),
        TunedForward => new TunedForward(),
        OnnxForward => new OnnxForward(folder),
        TorchMatrixPeak => new TorchMatrixPeak(),
        OnnxMatrixPeak => new OnnxMatrixPeak(),
        EngineStep => new EngineStep(folder),
        PlainStep => new PlainStep(),
        TunedStep => new TunedStep(),
        UncachedEpoch => new Epochs(folder, null, trainsBlock: false),
        CachedEpoch => new Epochs(folder, new(), trainsBlock: false),
        DiskEpoch => new Epochs(folder, new() { Directory = System.IO.Path.Combine(folder, "features") }, trainsBlock: false),
        UncachedBlockEpoch => new Epochs(folder, null, trainsBlock: true),
        CachedBlockEpoch => new Epochs(folder, new(), trainsBlock: true),
        _ => throw new ArgumentException($"there is no work '{name}'", nameof(name)),
    };

    /// <summary>Does it once.</summary>
    /// <returns>A number that tells whether two did the same.</returns>
    public abstract double Run();

    public abstract void Dispose();
}
