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

    /// <summary>The kind of result that a model is loaded to give; null for its first output.</summary>
    public static OutputKind? KindOf(string place) => place switch
    {
        Features => OutputKind.Features,
        Logits => OutputKind.Logits,
        _ => null,
    };

    /// <summary>Loads a model, and says which place it was loaded for.</summary>
    /// <param name="place">The place that is asked for.</param>
    /// <param name="load">Loads the model to give a kind of result.</param>
    /// <exception cref="RefusedException">HUB0014: the head would stand on probabilities.</exception>
    public static (HubModel Model, string Place) Load(string place, Func<OutputKind?, HubModel> load)
    {
        var model = load(KindOf(place));
        if (model.Facts.Interface.Outputs is not [{ Kind: OutputKind.Probabilities } output, ..])
        {
            return (model, place == Auto ? Output : place);
        }

        model.Dispose();
        return place == Auto
            ? (load(OutputKind.Features), Features)
            : throw new RefusedException($"{Rulebook.HeadOnProbabilities}: {Rulebook.Say(Rulebook.HeadOnProbabilitiesMessage, output.Name, model.Facts.Name, "what comes before: --head-on features")}");
    }

    /// <summary>What a plan says of it; null where nothing was chosen.</summary>
    public static string? Describe(HubModel model) => model.Output is { } kind
        ? $"{Words.Of(kind)}: '{model.Facts.Interface.Outputs[0].Name}' of {model.Facts.Interface.Outputs[0].Shape?[^1]}; what the model computes after that is left out"
        : null;
}
