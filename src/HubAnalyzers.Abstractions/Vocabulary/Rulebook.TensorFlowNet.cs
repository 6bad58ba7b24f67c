namespace HubAnalyzers;

/// <summary>HUB0015 to HUB0017: what TensorFlow.NET cannot do or does silently.</summary>
internal static partial class Rulebook
{
    public const string UnsupportedByTensorFlowNetTitle = "TensorFlow.NET cannot load this model";

    // Arguments: model, what it throws (a type's name), sentence, reason code.
    public const string UnsupportedByTensorFlowNetMessage = "TensorFlow.NET's KerasLayer cannot load '{0}' and throws {1}: {2} ({3}); choose another model, or load it with HubAnalyzers.Runtime";

    public const string MissingGradientTitle = "TensorFlow.NET has no gradient for an op of the model";

    // Arguments: model, layer, op.
    public const string MissingGradientMessage = "Fine-tuning '{0}' in TensorFlow.NET fails at layer '{1}', whose op {2} has no gradient registered there; train a head on the frozen model, or use HubAnalyzers.Runtime";

    public const string BatchNormOfFrozenModelTitle = "Batch normalization of a frozen model still moves its averages";

    // Arguments: the frozen model's name.
    public const string BatchNormOfFrozenModelMessage = "This batch normalization in '{0}' moves its averages in fit although '{0}' is frozen, since no flag cascades in TensorFlow.NET; add 'trainable: false'";
}
