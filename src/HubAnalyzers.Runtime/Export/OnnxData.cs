using System;
using System.Globalization;
using System.IO;
using HubAnalyzers.Runtime.Export.Onnx;

namespace HubAnalyzers.Runtime.Export;

/// <summary>The file beside an ONNX model that holds its weights, as ONNX's external data.</summary>
/// <param name="name">The file's name, which the model refers to; it lies in the model's folder.</param>
/// <param name="stream">Where it is written to.</param>
internal sealed class OnnxData(string name, Stream stream)
{
    /// <summary>Tensors begin at pages, so that an engine can map them.</summary>
    private const int Alignment = 4096;

    /// <summary>Writes a tensor's bytes and says in the tensor where they are.</summary>
    public void Put(TensorProto tensor, Action<Stream> write)
    {
        var padding = (int)((Alignment - (stream.Position % Alignment)) % Alignment);
        stream.Write(new byte[padding]);
        var offset = stream.Position;
        write(stream);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        Say("location", name);
        Say("offset", offset.ToString(CultureInfo.InvariantCulture));
        Say("length", (stream.Position - offset).ToString(CultureInfo.InvariantCulture));

        void Say(string key, string value) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
    }
}
