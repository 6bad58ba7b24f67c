using System.Collections.Generic;

namespace HubAnalyzers.Runtime.Export;

/// <summary>A head as exports write it: dense layers, one after the other.</summary>
/// <param name="Layers">The layers, nearest the features first.</param>
/// <param name="Dropout">Which share of the values is left out in front of each layer in training.</param>
/// <param name="Meaning">What its outputs mean.</param>
internal sealed record HeadForm(IReadOnlyList<HeadLayer> Layers, double Dropout, HeadMeaning Meaning)
{
    /// <summary>How many outputs it has.</summary>
    public long Outputs => Layers[^1].Outputs;

    /// <summary>What exports call its output.</summary>
    public string OutputName => Meaning == HeadMeaning.Values ? "values" : "logits";
}

/// <summary>A dense layer of a head.</summary>
/// <param name="Scope">Its name: <c>head</c> or <c>head/hidden</c>.</param>
/// <param name="Inputs">The size of the vectors it takes.</param>
/// <param name="Outputs">The size of those it gives.</param>
/// <param name="Kernel">[inputs, outputs], TensorFlow's layout.</param>
/// <param name="Bias">[outputs].</param>
/// <param name="HasRelu">Whether negative outputs become nought.</param>
internal sealed record HeadLayer(string Scope, long Inputs, long Outputs, float[] Kernel, float[] Bias, bool HasRelu);

/// <summary>What a head's outputs mean.</summary>
internal enum HeadMeaning
{
    /// <summary>Scores of classes that exclude each other; softmax makes probabilities of them.</summary>
    Classes,

    /// <summary>Scores of labels on their own; the sigmoid makes probabilities of them.</summary>
    Labels,

    /// <summary>Numbers.</summary>
    Values,
}
