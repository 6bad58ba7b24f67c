using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Tool.Training;

/// <summary>The words that a request is made of, the one first that stands where none is given.</summary>
internal static class RequestWords
{
    public static readonly string[] Heads = [HeadKind.FromData, HeadKind.Classification, HeadKind.MultiLabel, HeadKind.Regression];
    public static readonly string[] HeadPlaces = [HeadPlace.Auto, HeadPlace.Output, HeadPlace.Features, HeadPlace.Logits];
    public static readonly string[] BatchNorms = ["frozen", "affine", "any"];
    public static readonly string[] Optimizers = ["adam", "adamw", "sgd"];
    public static readonly string[] Schedules = ["cosine", "constant", "one-cycle", "polynomial"];
    public static readonly string[] Precisions = ["float32", "bfloat16"];
    public static readonly string[] Fits = ["crop", "pad", "stretch"];

    /// <summary>What of a request that was read from a file no command line could have asked for; null where nothing is.</summary>
    public static string? Problem(TrainRequest request)
    {
        (string Key, string Word, string[] Words)[] words =
        [
            ("head", request.Head, Heads), ("headOn", request.HeadOn, HeadPlaces), ("batchNorm", request.BatchNorm, BatchNorms), ("optimizer", request.Optimizer, Optimizers),
            ("schedule", request.Schedule, Schedules), ("precision", request.Precision, Precisions), ("images.fit", request.Images.Fit, Fits),
        ];
        return words.Where(static w => !w.Words.Contains(w.Word, StringComparer.Ordinal)).Select(static w => $"'{w.Key}' is '{w.Word}', which is none of {string.Join(", ", w.Words)}")
            .Concat(Counted("epochs", request.Epochs.Count)).Concat(Counted("learningRates", request.LearningRates.Count)).FirstOrDefault();
    }

    private static IEnumerable<string> Counted(string key, int count) =>
        count is 0 or 2 ? [] : [$"'{key}' has {count} values; there are two stages, the head's and the layers'"];
}
