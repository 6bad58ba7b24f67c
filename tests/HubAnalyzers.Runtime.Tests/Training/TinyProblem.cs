using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime.Tests.Training;

/// <summary>Images that a straight line tells apart: bright at the left, or bright at the top, with a little noise.</summary>
internal static class TinyProblem
{
    private const int Size = 48;
    private const int Channels = 3;

    public static LabelledImages Images(int count = 8, int seed = 1)
    {
        var random = new Random(seed);
        var pixels = new float[count * Size * Size * Channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var row = i / (Size * Channels) % Size;
            var column = i / Channels % Size;
            var bright = (i / (Size * Size * Channels) % 2 == 0 ? column : row) < Size / 2;
            pixels[i] = (bright ? 0.8f : 0.2f) + (0.1f * random.NextSingle());
        }

        return new LabelledImages(pixels, [.. Enumerable.Range(0, count).Select(static i => i % 2)], Size, Size, Channels);
    }

    /// <summary>A stage for the head, then one for the head and some layers; four images a step.</summary>
    public static FineTuneOptions Options(ulong seed, params HubLayer[] layers) => new()
    {
        Seed = seed,
        BatchSize = 4,
        Stages = [new FineTuneStage("head", 2, 1e-2), new FineTuneStage("layers", 2, 1e-3) { Layers = layers }],
    };

    /// <summary>SHA-256 of every tensor in a checkpoint, read from its files.</summary>
    public static Dictionary<string, string> Hashes(params string[] prefix)
    {
        using var bundle = TensorBundleReader.Open(Path.Combine(prefix));
        return bundle.Keys.ToDictionary(static key => key, key => Convert.ToHexString(SHA256.HashData(bundle.ReadBytes(key))));
    }

    /// <summary>Hands on what is reported at once, on the thread that reports.</summary>
    public sealed class Callback(Action<FineTuneProgress> report) : IProgress<FineTuneProgress>
    {
        public void Report(FineTuneProgress value) => report(value);
    }
}
