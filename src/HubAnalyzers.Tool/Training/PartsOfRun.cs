using System;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>Which images of a set a run was trained on.</summary>
/// <param name="Training">Those that it was trained on.</param>
/// <param name="Others">The others; null where there are none.</param>
/// <param name="IsExact">Whether the set is to the byte what the run had. Else it lies where that lay, and the names say which are meant.</param>
internal sealed record PartsOfRun(Examples Training, Examples? Others, bool IsExact)
{
    /// <summary>The parts of a set by a run's receipt.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="request">What the run was asked for.</param>
    /// <param name="examples">The set.</param>
    /// <param name="path">Where it lies.</param>
    /// <returns>Null where that is not known: the receipt has a digest of the run's images as a whole and of no single one.</returns>
    public static PartsOfRun? Find(FineTuneReceipt receipt, TrainRequest request, Examples examples, string path)
    {
        if (ImageSets.ShareOf(request.Validation) is not { } share)
        {
            return Is(examples) ? new PartsOfRun(examples, null, IsExact: true) : null;
        }

        try
        {
            // By a hash of each name: what was added or removed since moves no other image to another part.
            var split = examples.Split(share, unchecked((ulong)request.Seed));
            return Is(split.Training) ? new PartsOfRun(split.Training, split.Validation, IsExact: true)
                : RealPath.IsWithin(path, request.Data) && RealPath.IsWithin(request.Data, path) ? new PartsOfRun(split.Training, split.Validation, IsExact: false)
                : null;
        }
        catch (ArgumentException)
        {
            // It has too few images to be divided as the run's were.
            return null;
        }

        bool Is(Examples part) => part.Count == receipt.Training.Count && part.Digest == receipt.Training.Digest;
    }

    /// <summary>Some of the images, in the words of <c>--part</c>.</summary>
    /// <exception cref="WrongUsageException">There are none of these.</exception>
    public Examples Of(string part) => part == EvaluateParts.Training
        ? IsExact ? Training : throw new WrongUsageException($"--part {part}: the images were changed since the run; measure on those that it was not trained on, with --part {EvaluateParts.Validation}.")
        : Others ?? throw new WrongUsageException($"--part {part}: the run was trained on all of these images; give those it was measured on with --data.");
}
