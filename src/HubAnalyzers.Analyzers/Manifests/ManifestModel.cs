namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>What generator and rules need of a manifest. Equatable by value; holds no text, symbol or syntax of the compiler's.</summary>
internal sealed record ManifestModel(
    string Handle,
    string Name,
    string? Publisher,
    string? Version,
    HubModelFormat Format,
    string? TensorFlowVersion,
    string Digest,
    EquatableArray<ManifestFile> Files,
    ManifestInterface Interface,
    TrainabilityVerdict Verdict,
    string Reason,
    string Why,
    bool? PublisherFlag,
    long TrainableParameters,
    long TotalParameters,
    EquatableArray<ManifestLayer> Layers,
    EquatableArray<ManifestVariable> Variables,
    string? Page,
    ManifestEvidence? Evidence,
    ManifestEngine? Engine,
    ManifestTensorFlowNet? TensorFlowNet,
    EquatableArray<ManifestAlias> Aliases)
{
    /// <summary>Why TensorFlow.NET's Hub layer refuses the model; null where nothing is known against it.</summary>
    public string? TensorFlowNetRefusal => TensorFlowNet?.Refusal ?? Format switch
    {
        HubModelFormat.Tf1Hub => ReasonCodes.Tf1HubFormat,
        HubModelFormat.SavedModel1 => ReasonCodes.Tf1SavedModel,
        _ => Interface.HasRegularizationLosses ? TensorFlowNetRefusals.RegularizationLosses : null,
    };
}

internal sealed record ManifestFile(string Path, long Size, string Sha256);

internal sealed record ManifestInterface(
    EquatableArray<ManifestTensor> Inputs,
    EquatableArray<ManifestTensor> Outputs,
    bool TrainingArgument,
    int Traces,
    bool HasRegularizationLosses,
    EquatableArray<string>? Signatures);

/// <summary><paramref name="Shape"/> is null where the rank is open; -1 stands for an open dimension.</summary>
internal sealed record ManifestTensor(string Name, string DType, EquatableArray<long>? Shape, OutputKind Kind, ManifestRange? Range);

/// <summary>The values that an input takes.</summary>
internal sealed record ManifestRange(double Low, double High);

internal sealed record ManifestLayer(
    string Name,
    string Accessor,
    LayerKind Kind,
    string? Parent,
    Trainability Trainability,
    string Reason,
    string Why,
    long Parameters,
    EquatableArray<string> Variables,
    int? Stage,
    long? Flops,
    ManifestEvidence? Evidence,
    long? Activations);

internal sealed record ManifestVariable(
    string Name,
    string CheckpointKey,
    string? Layer,
    VariableRole Role,
    string DType,
    EquatableArray<long> Shape,
    Trainability Trainability,
    string Reason,
    ManifestEvidence? Evidence,
    ManifestNotions? Notions);

/// <summary>The notions of "trainable" that a model's bytes hold for a variable; null where they do not say.</summary>
internal sealed record ManifestNotions(bool? Flag, bool? Listed, bool? Keras, bool? Captured);

internal sealed record ManifestOp(string Op, int Count, EquatableArray<string> Layers);

/// <summary>Whether HubAnalyzers.Runtime can train the model, and the ops it lacks.</summary>
internal sealed record ManifestEngine(bool Supported, EquatableArray<ManifestOp> Missing);

/// <summary>The ops on the way to trainable weights without a gradient in TensorFlow.NET, and why its layer refuses the model.</summary>
internal sealed record ManifestTensorFlowNet(EquatableArray<ManifestOp> MissingGradients, string? Refusal);

/// <summary>A former accessor, and the layer that it means now.</summary>
internal sealed record ManifestAlias(string Accessor, string Layer);

internal sealed record ManifestEvidence(string File, string Node, string? Op);
