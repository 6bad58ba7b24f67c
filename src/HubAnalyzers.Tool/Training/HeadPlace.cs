using System;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>What of a model a head stands on.</summary>
internal static class HeadPlace
{
    /// <summary>The model's first output; its features where that holds probabilities.</summary>
    public const string Auto = "auto";

    /// <summary>The model's first output.</summary>
    public const string Output = "output";

    /// <summary>What its classifier takes.</summary>
    public const string Features = "features";

    /// <summary>What its softmax or sigmoid takes.</summary>
    public const string Logits = "logits";

    /// <summary>The kind of result that a model is loaded to give for a place; null for its first output.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no place, or left open.</exception>
    public static OutputKind? KindOf(string place) => place switch
    {
        Output => null,
        Features => OutputKind.Features,
        Logits => OutputKind.Logits,
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "A head stands on output, features or logits."),
    };

    /// <summary>The place on a model: the one that is asked for, or the one that suits it where that is left open.</summary>
    /// <exception cref="RefusedException">HUB0014: the head would stand on probabilities.</exception>
    public static string On(HubModelInfo model, string place) => (place, model.Interface.Outputs) switch
    {
        (Auto, [{ Kind: OutputKind.Probabilities }, ..]) => Features,
        (Auto, _) => Output,
        (Output, [{ Kind: OutputKind.Probabilities } output, ..]) => throw new RefusedException($"{Rulebook.HeadOnProbabilities}: {Rulebook.Say(Rulebook.HeadOnProbabilitiesMessage, output.Name, model.Name, "what comes before: --head-on features")}"),
        _ => place,
    };

    /// <summary>What a plan says of it; null where nothing was chosen.</summary>
    public static string? Describe(HubModel model) => model.Output is { } kind
        ? $"{Words.Of(kind)}: '{model.Facts.Interface.Outputs[0].Name}' of {model.Facts.Interface.Outputs[0].Shape?[^1]}; what the model computes after that is left out"
        : null;
}
