namespace HubAnalyzers;

/// <summary>Why TensorFlow.NET's Hub layer refuses a model: the words of <c>trainability.tensorFlowNet.refusal</c>.</summary>
internal static class TensorFlowNetRefusals
{
    /// <summary>The model lists regularization losses. The other words are reason codes.</summary>
    public const string RegularizationLosses = "regularization-losses";

    /// <summary>One sentence, without a full stop; it reads like those of the reason codes.</summary>
    public static string Sentence(string code) => code == RegularizationLosses
        ? "it lists regularization losses, which its Hub layer does not implement"
        : ReasonCodes.Sentence(code);

    /// <summary>What its constructor throws.</summary>
    public static string Throws(string code) => code is RegularizationLosses or ReasonCodes.Tf1HubFormat or ReasonCodes.Tf1SavedModel
        ? "NotImplementedException"
        : "an exception";

    /// <summary>The message of HUB0015 for a model.</summary>
    public static string Say(string model, string code) => Rulebook.Say(Rulebook.UnsupportedByTensorFlowNetMessage, model, Throws(code), Sentence(code), code);
}
