using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>Shapes of variables from strangers' files: each and all together must stay numbers that can be added up.</summary>
internal static class VariableShape
{
    /// <summary>A thousand times what the largest machines hold; a million such variables still add up.</summary>
    private const long MostElements = 1L << 42;

    /// <summary>The dimensions; empty for a scalar or where nothing is said.</summary>
    /// <exception cref="HubModelFormatException">No tensor can have this shape.</exception>
    public static long[] Of(TensorShapeProto? shape, string variable, string file)
    {
        var dimensions = shape?.Dim.Select(static d => d.Size).ToArray() ?? [];
        Check(dimensions, variable, file);
        return dimensions;
    }

    /// <summary>Checks dimensions; -1 stands for an open one.</summary>
    /// <exception cref="HubModelFormatException">No tensor can have this shape.</exception>
    public static void Check(IReadOnlyList<long> dimensions, string variable, string file)
    {
        var count = 1L;
        foreach (var dimension in dimensions)
        {
            if (dimension < -1 || (dimension > 0 && count > MostElements / dimension))
            {
                throw new HubModelFormatException(file, $"the variable '{variable}' has the impossible shape [{string.Join(", ", dimensions)}]", "fetch the model again");
            }

            count *= dimension < 0 ? 1 : System.Math.Max(dimension, 1);
        }
    }
}
