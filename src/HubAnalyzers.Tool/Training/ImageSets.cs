using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>Image folders and lists as the trainer takes them.</summary>
internal static class ImageSets
{
    public static ImageExamples Open(string path, ImagePreprocessing preprocessing) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        ? ImageManifest.Open(path, preprocessing)
        : ImageFolder.Open(path, preprocessing);

    /// <summary>What to learn from and what to measure on. A number is a share of the data, anything else a set of its own with the same classes.</summary>
    public static ExampleSplit Split(TrainRequest request, ImagePreprocessing preprocessing)
    {
        var all = Open(request.Data, preprocessing);
        if (ShareOf(request.Validation) is { } share)
        {
            return share is > 0 and < 1 ? all.Split(share, unchecked((ulong)request.Seed)) : throw new WrongUsageException($"--validation {request.Validation}: a share must be above 0 and below 1.");
        }

        var own = Open(request.Validation, preprocessing);
        RequireSame(all.Targets, own.Targets, request.Validation);
        return new ExampleSplit(all, own);
    }

    /// <summary>The share that <c>--validation</c> names; null where it names a set.</summary>
    public static double? ShareOf(string validation) => double.TryParse(validation, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : null;

    public static void RequireSame(ExampleTargets expected, ExampleTargets found, string path)
    {
        var (kind, other) = (HeadKind.Of(expected), HeadKind.Of(found));
        if (kind != other)
        {
            throw new DataFormatException(path, $"it is for {other}, not for {kind}", $"give images with {HeadKind.Outputs(kind)}");
        }

        RequireSame(kind, expected.Names, found.Names, path);
    }

    public static void RequireSame(string kind, IReadOnlyList<string> expected, IReadOnlyList<string> found, string path)
    {
        if (!expected.SequenceEqual(found, StringComparer.Ordinal))
        {
            throw new DataFormatException(path, $"its {HeadKind.Outputs(kind)} are {string.Join(", ", found)}, not {string.Join(", ", expected)}", $"give images of the same {HeadKind.Outputs(kind)}");
        }
    }
}
