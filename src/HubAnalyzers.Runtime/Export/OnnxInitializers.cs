using System.Collections.Generic;
using Google.Protobuf;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export.Onnx;

namespace HubAnalyzers.Runtime.Export;

/// <summary>The weights and constants of an ONNX model: in the model itself, or, where it would grow too large, in a file beside it.</summary>
internal sealed class OnnxInitializers(GraphProto graph, VariableStore variables, OnnxData? data)
{
    /// <summary>What is shorter stays in the model, where engines look for shapes and axes.</summary>
    private const int LeastOutside = 1024;

    /// <summary>Adds a constant.</summary>
    public void Add(string name, int elementType, IReadOnlyList<long> shape, byte[] bytes)
    {
        var tensor = Describe(name, elementType, shape);
        if (data is not null && bytes.Length >= LeastOutside)
        {
            data.Put(tensor, stream => stream.Write(bytes));
        }
        else
        {
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        }
    }

    /// <summary>Adds the present value of a variable.</summary>
    public void AddVariable(string name, int elementType, string variable)
    {
        IReadOnlyList<long> shape = [.. variables.Describe(variable).Shape];
        if (data is null)
        {
            Add(name, elementType, shape, variables.ToBytes(variable));
        }
        else
        {
            data.Put(Describe(name, elementType, shape), stream => variables.Write(variable, stream));
        }
    }

    private TensorProto Describe(string name, int elementType, IReadOnlyList<long> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = elementType, Dims = { shape } };
        graph.Initializer.Add(tensor);
        return tensor;
    }
}
