using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>A two-dimensional convolution.</summary>
public sealed class ConvLayer : HubLayer
{
    internal ConvLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}

/// <summary>A depthwise two-dimensional convolution.</summary>
public sealed class DepthwiseConvLayer : HubLayer
{
    internal DepthwiseConvLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}

/// <summary>A matrix product, with or without bias.</summary>
public sealed class DenseLayer : HubLayer
{
    internal DenseLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}

/// <summary>A lookup table of vectors.</summary>
public sealed class EmbeddingLayer : HubLayer
{
    internal EmbeddingLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}

/// <summary>A batch normalization. Its moving statistics never train.</summary>
public sealed class BatchNormLayer : HubLayer
{
    internal BatchNormLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}

/// <summary>A layer normalization.</summary>
public sealed class LayerNormLayer : HubLayer
{
    internal LayerNormLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}

/// <summary>A long short-term memory.</summary>
public sealed class LstmLayer : HubLayer
{
    internal LstmLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}

/// <summary>A gated recurrent unit.</summary>
public sealed class GruLayer : HubLayer
{
    internal GruLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}

/// <summary>A layer of no kind that has a type of its own.</summary>
public sealed class OtherLayer : HubLayer
{
    internal OtherLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
        : base(model, facts, variables)
    {
    }
}
