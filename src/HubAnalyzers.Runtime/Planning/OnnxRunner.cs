using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Import;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>Runs a graph in ONNX Runtime on the processor: written as ONNX once, with the values that the variables have then. No gradients.</summary>
internal sealed class OnnxRunner : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly (string Name, int Index)[] _inputs;
    private readonly string[] _outputs;

    /// <summary>ONNX Runtime's version.</summary>
    public static string Version => OrtEnv.Instance().GetVersionString();

    /// <summary>ONNX Runtime's version; null where its library is not there.</summary>
    public static string? InstalledVersion
    {
        get
        {
            try
            {
                return Version;
            }
            catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
            {
                return null;
            }
        }
    }

    /// <summary>Writes the graph and opens it.</summary>
    /// <exception cref="HubUnsupportedOpException">The graph has operations without an ONNX form.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime does not take it.</exception>
    public OnnxRunner(ImportedGraph graph, VariableStore variables, int threads)
    {
        // A pattern of a run's memory would be laid out beside what the first run took, which is not given back: nearly twice the memory.
        using var options = new SessionOptions { IntraOpNumThreads = threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, EnableMemoryPattern = false };

        // Its threads wait busily within a run, as libtorch's do; afterwards they would take the cores from those.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        _session = new InferenceSession(OnnxWriter.ToBytes(graph, variables), options);

        // An input that nothing uses is still one of the call's.
        _inputs = [.. graph.Inputs.Select(static (input, i) => (input.Name, i)).Where(p => _session.InputMetadata.ContainsKey(p.Name))];
        _outputs = [.. _session.OutputNames];
    }

    /// <summary>Runs it. The results are the caller's.</summary>
    public unsafe Tensor[] Run(IReadOnlyList<Tensor> inputs)
    {
        using var scope = NewDisposeScope();
        var given = new List<OrtValue>();
        try
        {
            foreach (var (_, index) in _inputs)
            {
                // Tensors do not move, and the scope keeps this one alive over the run.
                var tensor = inputs[index].detach().contiguous();
                var bytes = tensor.bytes;
                fixed (byte* data = bytes)
                {
                    given.Add(OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, ElementType(tensor.dtype)!.Value, tensor.shape, (IntPtr)data, bytes.Length));
                }
            }

            using var results = _session.Run(_options, [.. _inputs.Select(static i => i.Name)], given, _outputs);
            return [.. results.Select(static r => Copy(r).MoveToOuterDisposeScope())];
        }
        finally
        {
            foreach (var value in given)
            {
                value.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    /// <summary>ONNX Runtime's name of an element type; null for one that is not passed to it.</summary>
    public static TensorElementType? ElementType(ScalarType type) => type switch
    {
        ScalarType.Float32 => TensorElementType.Float,
        ScalarType.Int32 => TensorElementType.Int32,
        ScalarType.Int64 => TensorElementType.Int64,
        ScalarType.Byte => TensorElementType.UInt8,
        ScalarType.Bool => TensorElementType.Bool,
        _ => null,
    };

    private static Tensor Copy(OrtValue value)
    {
        var about = value.GetTensorTypeAndShape();
        var type = Enum.GetValues<ScalarType>().First(t => ElementType(t) == about.ElementDataType);
        var tensor = empty(about.Shape, dtype: type);
        if (tensor.numel() > 0)
        {
            value.GetTensorMutableRawData().CopyTo(tensor.bytes);
        }

        return tensor;
    }
}
