using System;
using System.Collections.Generic;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>How much memory variables take.</summary>
/// <param name="OfWeights">The bytes of their values.</param>
/// <param name="OfAdam">The bytes of the two moments that Adam keeps of each value that can train.</param>
internal sealed record WeightSizes(long OfWeights, long OfAdam)
{
    private const int AdamMoments = 2;

    /// <summary>The sizes; null where a type's is not known, a dimension is open, or there is nothing.</summary>
    public static WeightSizes? Of(IEnumerable<ManifestVariable> variables)
    {
        try
        {
            var weights = 0L;
            var adam = 0L;
            foreach (var variable in variables)
            {
                if (BytesOf(variable) is not { } bytes)
                {
                    return null;
                }

                weights = checked(weights + bytes);
                adam = checked(adam + (variable.Trainability == Trainability.Trainable ? AdamMoments * bytes : 0));
            }

            return weights == 0 ? null : new WeightSizes(weights, adam);
        }
        catch (OverflowException)
        {
            // Of a size that no machine has, nothing need be said.
            return null;
        }
    }

    private static long? BytesOf(ManifestVariable variable)
    {
        if (BytesOfElement(variable.DType) is not { } bytes)
        {
            return null;
        }

        var size = (long)bytes;
        foreach (var dimension in variable.Shape)
        {
            if (dimension < 0)
            {
                return null;
            }

            size = checked(size * dimension);
        }

        return size;
    }

    private static int? BytesOfElement(string dtype) => dtype switch
    {
        "bool" or "int8" or "uint8" or "qint8" or "quint8" => 1,
        "float16" or "bfloat16" or "int16" or "uint16" => 2,
        "float32" or "int32" or "uint32" => 4,
        "float64" or "int64" or "uint64" or "complex64" => 8,
        "complex128" => 16,
        _ => null,
    };
}
