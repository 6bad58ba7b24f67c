using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Import;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>Which engine a frozen part gets. A rule and no measurement, so that a run's numbers do not depend on how busy the machine was.</summary>
internal static class FrozenEngineRule
{
    /// <summary>A protobuf message ends at 2 GiB; the operations take the rest.</summary>
    private const long MostBytes = 2_000_000_000;

    /// <summary>Decides, with the reason as a clause.</summary>
    public static (FrozenEngine Engine, string Why) Choose(ImportedGraph prefix, ImportOptions options, FrozenEngine asked)
    {
        if (asked == FrozenEngine.TorchSharp)
        {
            return (FrozenEngine.TorchSharp, "that was asked for");
        }

        if (Obstacle(prefix, options) is { } obstacle)
        {
            return (FrozenEngine.TorchSharp, obstacle);
        }

        return asked == FrozenEngine.OnnxRuntime ? (FrozenEngine.OnnxRuntime, "that was asked for")
            : prefix.Nodes.Any(static n => n.Op is "Conv2D" or "DepthwiseConv2dNative") ? (FrozenEngine.OnnxRuntime, "it is faster at convolutions on a processor")
            : (FrozenEngine.TorchSharp, "it has no convolutions, which are what ONNX Runtime is faster at");
    }

    private static string? Obstacle(ImportedGraph prefix, ImportOptions options) =>
        options.Device is { type: not DeviceType.CPU } ? "the model is not on the processor"
        : options.FloatType != ScalarType.Float32 ? "it does not compute in float32"
        : prefix.Inputs.FirstOrDefault(static i => TensorTypes.ToTorch(i.DType) is not { } type || OnnxRunner.ElementType(type) is null) is { } input ? $"its input '{input.Name}' has elements that are not passed to ONNX Runtime"
        : BytesOf(prefix) > MostBytes ? "its weights are more than one ONNX file holds"
        : OnnxWriter.Missing(prefix) is { Count: > 0 } missing ? $"there is no ONNX form of {string.Join(", ", missing.Select(static m => m.Op))}"
        : null;

    private static long BytesOf(ImportedGraph prefix) => prefix.Nodes.SelectMany(static n => n.Inputs).Where(static v => v.Source == ValueSource.Variable).Distinct()
        .Sum(v => prefix.Variables[v.Index].Shape.Aggregate((long)sizeof(float), static (bytes, d) => bytes * System.Math.Max(1, d)));
}
