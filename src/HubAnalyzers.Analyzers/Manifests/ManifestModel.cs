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
    EquatableArray<ManifestVariable> Variables);

internal sealed record ManifestFile(string Path, long Size, string Sha256);

internal sealed record ManifestInterface(
    EquatableArray<ManifestTensor> Inputs,
    EquatableArray<ManifestTensor> Outputs,
    bool TrainingArgument,
    int Traces,
    bool HasRegularizationLosses);

/// <summary><paramref name="Shape"/> is null where the rank is open; -1 stands for an open dimension.</summary>
internal sealed record ManifestTensor(string Name, string DType, EquatableArray<long>? Shape, OutputKind Kind);

internal sealed record ManifestLayer(
    string Name,
    string Accessor,
    LayerKind Kind,
    string? Parent,
    Trainability Trainability,
    string Reason,
    string Why,
    long Parameters,
    EquatableArray<string> Variables);

internal sealed record ManifestVariable(
    string Name,
    string CheckpointKey,
    string? Layer,
    VariableRole Role,
    string DType,
    EquatableArray<long> Shape,
    Trainability Trainability,
    string Reason,
    ManifestEvidence? Evidence);

internal sealed record ManifestEvidence(string File, string Node, string? Op);
