namespace HubAnalyzers.Runtime;

/// <summary>What computes the part of a call that nothing trained has a share in.</summary>
public enum FrozenEngine
{
    /// <summary>ONNX Runtime for networks with convolutions on the processor, TorchSharp otherwise: a rule, so that one model has one engine on every machine.</summary>
    Auto = 0,

    /// <summary>TorchSharp, which also computes the part that trains.</summary>
    TorchSharp = 1,

    /// <summary>ONNX Runtime wherever the part has an ONNX form and is on the processor.</summary>
    OnnxRuntime = 2,
}
