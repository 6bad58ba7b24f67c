using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.Samples.Pretrain.SavedModels;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Samples.Tests;

/// <summary>The model that the repository carries.</summary>
internal static class CarriedModel
{
    public static string Folder { get; } = Repository.PathOf("samples", "models", "shapes_mobilenet");

    /// <summary>The values of every variable of <paramref name="net"/>, read from the model's bytes.</summary>
    public static Dictionary<string, float[]> Weights(ShapesMobilenet net)
    {
        using var bundle = TensorBundleReader.Open(Path.Combine(Folder, "variables", "variables"));
        var weights = new Dictionary<string, float[]>(StringComparer.Ordinal);
        for (var i = 0; i < net.Variables.Count; i++)
        {
            weights.Add(net.Variables[i].Name, MemoryMarshal.Cast<byte, float>(bundle.ReadBytes(VariableKeys.Of(i))).ToArray());
        }

        return weights;
    }
}
