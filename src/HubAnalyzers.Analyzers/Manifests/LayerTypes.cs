namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>The engine's types of layers.</summary>
internal static class LayerTypes
{
    /// <summary>The name of the type that a layer of a kind has.</summary>
    public static string NameOf(LayerKind kind) => kind switch
    {
        LayerKind.Conv2D => "ConvLayer",
        LayerKind.DepthwiseConv2D => "DepthwiseConvLayer",
        LayerKind.Dense => "DenseLayer",
        LayerKind.Embedding => "EmbeddingLayer",
        LayerKind.BatchNorm => "BatchNormLayer",
        LayerKind.LayerNorm => "LayerNormLayer",
        LayerKind.Lstm => "LstmLayer",
        LayerKind.Gru => "GruLayer",
        _ => "OtherLayer",
    };
}
