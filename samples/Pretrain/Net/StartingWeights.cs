using System;
using System.Collections.Generic;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.Pretrain.Net;

/// <summary>Fills the variables before training, the same for the same seed.</summary>
internal static class StartingWeights
{
    /// <summary>The values of every variable by name.</summary>
    public static Dictionary<string, float[]> Draw(ShapesMobilenet net, ulong seed)
    {
        var random = new ShapeRandom(seed);
        var weights = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var variable in net.Variables)
        {
            var values = new float[variable.Count];
            switch (variable.Start)
            {
                case NetStart.HeNormal:
                    var deviation = MathF.Sqrt(2f / InputsOfOneOutput(variable));
                    for (var i = 0; i < values.Length; i++)
                    {
                        values[i] = deviation * random.NextNormal();
                    }

                    break;
                case NetStart.Ones:
                    Array.Fill(values, 1f);
                    break;
                default:
                    break;
            }

            weights.Add(variable.Name, values);
        }

        return weights;
    }

    private static long InputsOfOneOutput(NetVariable variable)
    {
        var shape = variable.Shape;
        return shape.Length == 2 ? shape[0]
            : shape[3] == 1 ? shape[0] * shape[1]
            : shape[0] * shape[1] * shape[2];
    }
}
