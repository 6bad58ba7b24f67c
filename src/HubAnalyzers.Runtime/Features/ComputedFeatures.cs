using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Features;

/// <summary>What the frozen part gives for one batch.</summary>
internal sealed class ComputedFeatures : IDisposable
{
    private readonly HubModel _model;
    private readonly bool _training;
    private readonly Tensor _inputs;

    public ComputedFeatures(HubModel model, bool training, int[] examples, Tensor inputs)
    {
        _model = model;
        _training = training;
        _inputs = inputs;
        Examples = examples;
        Results = Compute(inputs);
    }

    public int[] Examples { get; }

    public Tensor[] Results { get; }

    /// <summary>The shape of each result, without the example's axis.</summary>
    public IReadOnlyList<long[]> Shapes => [.. Results.Select(static r => r.shape[1..])];

    /// <summary>The bytes of one example.</summary>
    public long BytesOfOne => Results.Sum(static r => r.numel() / r.shape[0] * r.element_size());

    /// <summary>
    /// Why the results cannot be kept by example, as a clause; null where they can. A result belongs to the examples one by one if it has
    /// as many rows as there are examples, with another number of them too: a shape that is computed has not.
    /// </summary>
    /// <param name="toDisk">Whether they are to be kept in a file.</param>
    public string? Obstacle(bool toDisk)
    {
        if (toDisk && Results.FirstOrDefault(static r => r.dtype != ScalarType.Float32) is { } other)
        {
            return $"a result has elements of type {other.dtype}, and a file holds float32";
        }

        if (toDisk && Shapes.Sum(FeatureFooter.LengthOf) > FeatureFileWriter.LongestRow)
        {
            return "an example's results are longer than a row of a file";
        }

        using var scope = NewDisposeScope();
        var rows = _inputs.shape[0];
        var fewer = rows > 1 ? _inputs.narrow(0, 0, 1) : cat([_inputs, _inputs]);
        Tensor[] again;
        try
        {
            again = Compute(fewer);
        }
        catch (ArgumentException)
        {
            return "the call takes one number of examples only";
        }

        try
        {
            return Results.Zip(again).All(p => p.First.dim() > 0 && p.Second.dim() == p.First.dim() && p.First.shape[0] == rows && p.Second.shape[0] == fewer.shape[0] && p.First.shape[1..].SequenceEqual(p.Second.shape[1..]))
                ? null
                : "a result is not one of each example";
        }
        finally
        {
            Free(again);
        }
    }

    public void Dispose() => Free(Results);

    private Tensor[] Compute(Tensor inputs)
    {
        var results = _model.CallFrozenPart(inputs, _training);
        foreach (var result in results)
        {
            result.DetachFromDisposeScope();
        }

        return results;
    }

    private static void Free(Tensor[] tensors)
    {
        foreach (var tensor in tensors)
        {
            tensor.Dispose();
        }
    }
}
