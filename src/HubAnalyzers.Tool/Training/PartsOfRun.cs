using System;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>Which images of a set a run was trained on.</summary>
/// <param name="Training">Those that it was trained on.</param>
/// <param name="Others">The others; null where there are none.</param>
internal sealed record PartsOfRun(Examples Training, Examples? Others)
{
    /// <summary>The parts of a set by a run's receipt.</summary>
    /// <returns>Null where the set is not what the run was trained on: the receipt has a digest of it as a whole and of no single image.</returns>
    public static PartsOfRun? Find(FineTuneReceipt receipt, TrainRequest request, Examples examples)
    {
        if (ImageSets.ShareOf(request.Validation) is not { } share)
        {
            return Is(examples) ? new PartsOfRun(examples, null) : null;
        }

        try
        {
            var split = examples.Split(share, unchecked((ulong)request.Seed));
            return Is(split.Training) ? new PartsOfRun(split.Training, split.Validation) : null;
        }
        catch (ArgumentException)
        {
            // It has too few images to be divided as the run's were, so it is another.
            return null;
        }

        bool Is(Examples part) => part.Count == receipt.Training.Count && part.Digest == receipt.Training.Digest;
    }

    /// <summary>Some of the images, in the words of <c>--part</c>.</summary>
    /// <exception cref="WrongUsageException">There are none of these.</exception>
    public Examples Of(string part) => part == EvaluateParts.Training
        ? Training
        : Others ?? throw new WrongUsageException($"--part {part}: the run was trained on all of these images; give those it was measured on with --data.");
}
