using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Export;

/// <summary>An exported ONNX file as a stranger uses it: opened by ONNX Runtime, from the file alone.</summary>
internal sealed class OnnxFile(string path) : IDisposable
{
    private readonly InferenceSession _session = new(path);

    public IReadOnlyList<string> Inputs => [.. _session.InputMetadata.Keys];

    public IReadOnlyList<string> Outputs => [.. _session.OutputMetadata.Keys];

    public IReadOnlyList<string> BatchesOfInputs => [.. _session.InputMetadata.Values.Select(static m => m.SymbolicDimensions[0])];

    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>The first output for a batch.</summary>
    public float[] Run(torch.Tensor input)
    {
        var given = new DenseTensor<float>(input.contiguous().data<float>().ToArray(), [.. input.shape.Select(static d => (int)d)]);
        using var results = _session.Run([NamedOnnxValue.CreateFromTensor(_session.InputNames[0], given)]);
        return results.First(r => r.Name == _session.OutputNames[0]).AsTensor<float>().ToArray();
    }

    public void Dispose() => _session.Dispose();

    /// <summary>The largest difference of two outputs, as a share of the largest value.</summary>
    public static double Difference(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return expected.Zip(actual, static (a, b) => (double)Math.Abs(a - b)).Max() / Math.Max(1e-2, expected.Max(static v => Math.Abs(v)));
    }
}
