using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>Image folders and lists as the trainer takes them.</summary>
internal static class ImageSets
{
    /// <param name="path">A folder, or a list.</param>
    /// <param name="preprocessing">How a file becomes a model's input.</param>
    /// <param name="leastClasses">How many classes a folder must have: two to learn from, one to measure on.</param>
    public static ImageExamples Open(string path, ImagePreprocessing preprocessing, int leastClasses) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        ? ImageManifest.Open(path, preprocessing)
        : ImageFolder.Open(path, preprocessing, null, leastClasses);

    /// <summary>What to learn from and what to measure on. A number is a share of the data, anything else a set of its own with the same classes.</summary>
    public static ExampleSplit Split(TrainRequest request, ImagePreprocessing preprocessing)
    {
        var all = Open(request.Data, preprocessing, leastClasses: 2);
        if (ShareOf(request.Validation) is { } share)
        {
            return share is > 0 and < 1 ? all.Split(share, unchecked((ulong)request.Seed)) : throw new WrongUsageException($"--validation {request.Validation}: a share must be above 0 and below 1.");
        }

        var own = With(Open(request.Validation, preprocessing, leastClasses: 1), HeadKind.Of(all.Targets), all.Targets.Names, request.Validation);
        var learnt = Enumerable.Range(0, all.Count).Select(all.FileOf).ToHashSet(StringComparer.Ordinal);
        var both = Enumerable.Range(0, own.Count).Select(own.FileOf).Where(learnt.Contains).ToList();
        return both.Count == 0
            ? new ExampleSplit(all, own)
            : throw new WrongUsageException($"--validation {request.Validation}: {(both.Count == 1 ? "an image of it is" : $"{both.Count} images of it are")} in --data too ('{both[0]}'); measure on images that are not trained on.");
    }

    /// <summary>The share that <c>--validation</c> names; null where it names a set.</summary>
    public static double? ShareOf(string validation) => double.TryParse(validation, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : null;

    /// <summary>Images whose classes or labels are some of those that are learnt, or all, in the order of these.</summary>
    /// <exception cref="DataFormatException">They are for something else, or one of their classes is not learnt.</exception>
    public static ImageExamples With(ImageExamples examples, string kind, IReadOnlyList<string> names, string path)
    {
        var found = HeadKind.Of(examples.Targets);
        if (found != kind)
        {
            throw new DataFormatException(path, $"it is for {found}, not for {kind}", $"give images with {HeadKind.Outputs(kind)}");
        }

        return examples.Among(names) ?? throw new DataFormatException(
            path,
            $"its {HeadKind.Outputs(kind)} are {string.Join(", ", examples.Targets.Names)}, and those that are learnt {string.Join(", ", names)}",
            $"give images of the same {HeadKind.Outputs(kind)}");
    }
}
