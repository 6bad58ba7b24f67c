namespace HubAnalyzers.SavedModel;

/// <summary>What a handle stands for. Only <see cref="SavedModel"/> is something that TensorFlow loads and this library reads.</summary>
public enum HubArtefact
{
    /// <summary>A SavedModel or a TF1 Hub module.</summary>
    SavedModel,

    /// <summary>A model converted for TensorFlow.js.</summary>
    TensorFlowJs,

    /// <summary>A model converted for TensorFlow Lite.</summary>
    Lite,

    /// <summary>A model compiled for Coral's Edge TPU.</summary>
    Coral,

    /// <summary>A model of another framework.</summary>
    Other,
}
