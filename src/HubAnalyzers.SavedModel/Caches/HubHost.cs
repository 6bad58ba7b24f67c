namespace HubAnalyzers.SavedModel;

/// <summary>Where a handle leads to.</summary>
public enum HubHost
{
    /// <summary>A name on this machine.</summary>
    Local,

    /// <summary><c>https://tfhub.dev</c></summary>
    TfHub,

    /// <summary>Kaggle Models.</summary>
    Kaggle,
}
