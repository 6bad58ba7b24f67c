namespace HubAnalyzers;

/// <summary>The format a model was published in.</summary>
public enum HubModelFormat
{
    /// <summary>A TensorFlow 2 SavedModel: one meta graph with an object graph.</summary>
    SavedModel2 = 0,

    /// <summary>A TensorFlow 1 SavedModel: no object graph.</summary>
    SavedModel1 = 1,

    /// <summary>The TF1 Hub format (<c>tfhub_module.pb</c>).</summary>
    Tf1Hub = 2,
}
