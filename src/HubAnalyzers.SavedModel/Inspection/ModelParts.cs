using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>The layers and variables of a model with their answers.</summary>
internal sealed record ModelParts(IReadOnlyList<HubLayerInfo> Layers, IReadOnlyList<HubVariableInfo> Variables)
{
    public HubEngineInfo Engine { get; init; } = new(supported: false, []);

    public HubTensorFlowNetInfo TensorFlowNet { get; init; } = new([], null);
}
