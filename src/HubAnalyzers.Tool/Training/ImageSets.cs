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
        var classes = ClassesOf(all, request.Data);
        if (double.TryParse(request.Validation, NumberStyles.Float, CultureInfo.InvariantCulture, out var share))
        {
            return share is > 0 and < 1 ? all.Split(share, unchecked((ulong)request.Seed)) : throw new WrongUsageException($"--validation {request.Validation}: a share must be above 0 and below 1.");
        }

        var own = Open(request.Validation, preprocessing);
        RequireSameClasses(classes.Names, ClassesOf(own, request.Validation).Names, request.Validation);
        return new ExampleSplit(all, own);
    }

    public static ClassTargets ClassesOf(Examples examples, string path) => examples.Targets as ClassTargets
        ?? throw new WrongUsageException($"{path}: its targets are no classes; 'train' learns one class for each image. Train several labels or numbers with the library.");

    public static void RequireSameClasses(IReadOnlyList<string> expected, IReadOnlyList<string> found, string path)
    {
        if (!expected.SequenceEqual(found, StringComparer.Ordinal))
        {
            throw new DataFormatException(path, $"its classes are {string.Join(", ", found)}, not {string.Join(", ", expected)}", "give images of the same classes");
        }
    }
}
