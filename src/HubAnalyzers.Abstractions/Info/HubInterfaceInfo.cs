using System.Collections.Generic;

namespace HubAnalyzers;

/// <summary>How a model is called.</summary>
public sealed class HubInterfaceInfo
{
    /// <summary>Creates the information.</summary>
    public HubInterfaceInfo(
        IReadOnlyList<HubTensorInfo> inputs,
        IReadOnlyList<HubTensorInfo> outputs,
        bool trainingArgument,
        int traces,
        bool hasRegularizationLosses,
        IReadOnlyList<string>? signatures = null)
    {
        Inputs = inputs;
        Outputs = outputs;
        TrainingArgument = trainingArgument;
        Traces = traces;
        HasRegularizationLosses = hasRegularizationLosses;
        Signatures = signatures;
    }

    /// <summary>The inputs of <c>__call__</c>, or of the default signature where there is no call.</summary>
    public IReadOnlyList<HubTensorInfo> Inputs { get; }

    /// <summary>The outputs of <c>__call__</c>, or of the default signature where there is no call.</summary>
    public IReadOnlyList<HubTensorInfo> Outputs { get; }

    /// <summary>Whether <c>__call__</c> takes a <c>training</c> argument.</summary>
    public bool TrainingArgument { get; }

    /// <summary>The number of traces of <c>__call__</c>.</summary>
    public int Traces { get; }

    /// <summary>Whether the model lists regularization losses.</summary>
    public bool HasRegularizationLosses { get; }

    /// <summary>The names of the model's signatures, in ordinal order; <c>null</c> where a manifest does not say.</summary>
    public IReadOnlyList<string>? Signatures { get; }
}
