namespace HubAnalyzers;

/// <summary>HUB0008, HUB0009 and HUB0014: how a head and the pretrained layers are trained.</summary>
internal static partial class Rulebook
{
    public const string UntrainedHeadTitle = "First fit trains pretrained layers beside a new head";

    // Arguments: model.
    public const string UntrainedHeadMessage = "The first fit trains pretrained layers of '{0}' beside a head that was never fitted, whose gradients distort them (LP-FT; Keras transfer learning guide); fit the head alone first";

    public const string LearningRateTitle = "Learning rate too high for pretrained layers";

    // Arguments: the rate, the bound, optimizer, model, source of the bound (AdamBoundSource, SgdBoundSource or OptionBoundSource).
    public const string LearningRateMessage = "Learning rate {0} is above {1}, the bound for {2} while pretrained layers of '{3}' train ({4}); lower it, or set hub_max_learning_rate if you mean it";

    public const string AdamBoundSource = "Adam's own default, meant for training from scratch";
    public const string SgdBoundSource = "the highest rate that Kornblith et al. 2019 fine-tune with";
    public const string OptionBoundSource = "hub_max_learning_rate";

    public const string HeadOnProbabilitiesTitle = "New head stacked on probabilities";

    // Arguments: output, model, what to use instead (Phrases.OtherOutput).
    public const string HeadOnProbabilitiesMessage = "Output '{0}' of '{1}' holds probabilities, from which a new head learns little; stack it on {2}";
}
