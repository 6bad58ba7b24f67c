using System.Collections.Generic;

namespace HubAnalyzers;

/// <summary>Whether the engine of HubAnalyzers.Runtime can train a model.</summary>
public sealed class HubEngineInfo
{
    /// <summary>Creates the information.</summary>
    public HubEngineInfo(bool supported, IReadOnlyList<HubOpInfo> missing)
    {
        Supported = supported;
        Missing = missing;
    }

    /// <summary>Whether the engine has every operation of the model's call for inference. What only its call for training has is told before the first step.</summary>
    public bool Supported { get; }

    /// <summary>The operations it lacks, in ordinal order.</summary>
    public IReadOnlyList<HubOpInfo> Missing { get; }
}
