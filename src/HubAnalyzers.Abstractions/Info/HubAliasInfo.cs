namespace HubAnalyzers;

/// <summary>A former accessor of a layer that has another one now.</summary>
public sealed class HubAliasInfo
{
    /// <summary>Creates the alias.</summary>
    public HubAliasInfo(string accessor, string layer)
    {
        Accessor = accessor;
        Layer = layer;
    }

    /// <summary>The former accessor, dotted.</summary>
    public string Accessor { get; }

    /// <summary>The name of the layer that it means now.</summary>
    public string Layer { get; }
}
