using System;
using System.Collections.Generic;
using System.Threading;

namespace HubAnalyzers.Runtime.Features;

/// <summary>Computes what the frozen part of a model's call gives for examples.</summary>
internal static class FeatureExtraction
{
    /// <summary>Writes the features of some examples of a set to a file, for what trains now.</summary>
    /// <param name="model">The model, its layers switched as they will be when the file is used.</param>
    /// <param name="examples">All examples; the file's rows are told by their places in it.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="path">The file.</param>
    /// <param name="data">How examples are read.</param>
    /// <param name="batchSize">How many are computed at once.</param>
    /// <param name="training">The mode of the call.</param>
    /// <param name="cancellationToken">Ends it; no file is left.</param>
    /// <returns>The file's key.</returns>
    /// <exception cref="InvalidOperationException">What the frozen part gives cannot be kept; the message says why.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be written.</exception>
    public static FeatureKey Write(
        HubModel model, Examples examples, IReadOnlyList<int> rows, string path, DataOptions data, int batchSize, bool training = false, CancellationToken cancellationToken = default)
    {
        if (FeatureRule.Obstacle(model.Planned(training)) is { } obstacle)
        {
            throw new InvalidOperationException($"The features of '{model.Facts.Name}' cannot be kept: {obstacle}.");
        }

        var key = FeatureKey.Of(model, examples, training);
        FeatureFileWriter? writer = null;
        try
        {
            foreach (var part in Compute(model, new BatchLoader(examples, data), rows, batchSize, training, cancellationToken))
            {
                using (part)
                {
                    if (writer is null && part.Obstacle(toDisk: true) is { } unfit)
                    {
                        throw new InvalidOperationException($"The features of '{model.Facts.Name}' cannot be kept: {unfit}.");
                    }

                    writer ??= new FeatureFileWriter(path, key, part.Shapes);
                    writer.Append(part.Examples, part.Results);
                }
            }

            (writer ?? throw new ArgumentException("There are no rows.", nameof(rows))).Complete();
            return key;
        }
        finally
        {
            writer?.Dispose();
        }
    }

    /// <summary>Computes batch by batch; the caller owns each part.</summary>
    public static IEnumerable<ComputedFeatures> Compute(
        HubModel model, BatchLoader loader, IReadOnlyList<int> rows, int batchSize, bool training, CancellationToken cancellationToken)
    {
        foreach (var batch in loader.Read(rows, batchSize, default, cancellationToken))
        {
            using (batch)
            {
                yield return new ComputedFeatures(model, training, batch.Indices, batch.Values);
            }
        }
    }
}
