using System.Collections.Generic;

namespace HubAnalyzers;

/// <summary>What stands between a model and TensorFlow.NET's <c>KerasLayer</c>.</summary>
public sealed class HubTensorFlowNetInfo
{
    /// <summary>Creates the information.</summary>
    public HubTensorFlowNetInfo(IReadOnlyList<HubOpInfo> missingGradients, string? refusal)
    {
        MissingGradients = missingGradients;
        Refusal = refusal;
    }

    /// <summary>The operations between the trainable weights and the outputs that have no gradient registered there, in ordinal order.</summary>
    public IReadOnlyList<HubOpInfo> MissingGradients { get; }

    /// <summary>
    /// Why its <c>KerasLayer</c> cannot carry the model at all: <c>tf1-hub-format</c>, <c>tf1-saved-model</c>,
    /// <c>signature-only</c> or <c>regularization-losses</c>; <c>null</c> where nothing is known against it.
    /// </summary>
    public string? Refusal { get; }
}
