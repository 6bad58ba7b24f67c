namespace HubAnalyzers;

/// <summary>HUB0001 to HUB0005 and HUB0007: requests to train what cannot or should not train.</summary>
internal static partial class Rulebook
{
    public const string FrozenModelTitle = "Trainable requested on a model that cannot be fine-tuned";

    // Arguments: model, target (Phrases.Model, Layer or Variable), sentence, reason code.
    public const string FrozenModelMessage = "'{0}' cannot be fine-tuned, so making {1} trainable has no effect: {2} ({3}); remove the request or choose a trainable model";

    public const string BatchNormTitle = "Batch normalization made trainable";

    // Arguments: layer, model, sentence, reason code.
    public const string BatchNormMessage = "Batch normalization '{0}' of '{1}' should stay frozen: {2} ({3}); remove the request, or set hub_batch_norm_policy if you mean it";

    public const string NotAWeightTitle = "Trainable requested on a variable that is not a weight";

    // Arguments: variable, model, sentence, reason code.
    public const string NotAWeightMessage = "Variable '{0}' of '{1}' cannot train: {2} ({3}); remove the request";

    public const string BulkWriteTitle = "Bulk request reaches layers that must not train";

    // Arguments: model, how many of which kind (Phrases.Reached), up to three names (Phrases.UpToThree).
    public const string BulkWriteMessage = "Unfreezing '{0}' in bulk reaches {1} that must not train ({2}); exclude them, or use Layers.ThatCanTrain";

    public const string FrozenLayerTitle = "Trainable requested on a frozen layer";

    // Arguments: layer, model, sentence, reason code.
    public const string FrozenLayerMessage = "Layer '{0}' of '{1}' cannot train: {2} ({3}); remove the request";

    public const string DiscardedChoiceTitle = "Choice for a layer is discarded by a later write";

    // Arguments: model, layer, line of the earlier write (from 1). At the later write; the earlier one is the additional location.
    public const string DiscardedChoiceMessage = "Setting Trainable of '{0}' here discards the choice for layer '{1}' on line {2}; set the whole first, then its layers";
}
