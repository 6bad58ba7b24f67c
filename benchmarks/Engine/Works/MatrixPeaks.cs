using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Export.Onnx;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Benchmarks.Engine.Works;

/// <summary>What the machine can at best: a large product of matrices, which two libraries do with code of their own.</summary>
internal static class MatrixPeak
{
    public const int Size = 2048;

    public static double Flops => 2.0 * Size * Size * Size;

    /// <summary>The model <c>c = a b</c>.</summary>
    public static byte[] Onnx()
    {
        var graph = new GraphProto { Name = "product" };
        graph.Input.AddRange([Square("a"), Square("b")]);
        graph.Output.Add(Square("c"));
        graph.Node.Add(new NodeProto { OpType = "MatMul", Input = { "a", "b" }, Output = { "c" } });
        return new ModelProto { IrVersion = 8, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } }, Graph = graph }.ToByteArray();
    }

    private static ValueInfoProto Square(string name)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = Size });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = Size });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape } } };
    }
}

/// <summary>torch's.</summary>
internal sealed class TorchMatrixPeak : Work
{
    private readonly Tensor _a = rand(MatrixPeak.Size, MatrixPeak.Size);
    private readonly Tensor _b = rand(MatrixPeak.Size, MatrixPeak.Size);

    public override double Run()
    {
        using var noGrad = no_grad();
        using var product = _a.mm(_b);
        return product[0, 0].ToDouble();
    }

    public override void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }
}

/// <summary>ONNX Runtime's.</summary>
internal sealed class OnnxMatrixPeak : Work
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue[] _values;

    public OnnxMatrixPeak()
    {
        using var options = new SessionOptions { IntraOpNumThreads = get_num_threads() };
        _session = new InferenceSession(MatrixPeak.Onnx(), options);
        _binding = _session.CreateIoBinding();
        _values = [.. "abc".Select(_ => Draw())];
        _binding.BindInput("a", _values[0]);
        _binding.BindInput("b", _values[1]);
        _binding.BindOutput("c", _values[2]);
    }

    public override double Run()
    {
        _session.RunWithBinding(_run, _binding);
        return _values[2].GetTensorDataAsSpan<float>()[0];
    }

    public override void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values)
        {
            value.Dispose();
        }

        _session.Dispose();
        _run.Dispose();
    }

    private static OrtValue Draw()
    {
        using var values = rand(MatrixPeak.Size, MatrixPeak.Size);
        return OrtValue.CreateTensorValueFromMemory(values.data<float>().ToArray(), values.shape);
    }
}
