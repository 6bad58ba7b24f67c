namespace HubAnalyzers.Testing;

/// <summary>
/// What the compiler and the program say of the same mistakes on the model that this repository carries. Written out here once, so
/// that a person can read the sentences; the analyzers' tests and the engine's tests both compare with them.
/// </summary>
internal static class TwinMessages
{
    /// <summary>The carried model with its list of trainable variables emptied is called this.</summary>
    public const string EmptiedModel = "emptied";

    public const string FrozenModel =
        "'emptied' cannot be fine-tuned, so making layer 'shapes_mobilenet/expanded_conv_5/expand' trainable has no effect: its trainable_variables list is absent or empty: the publisher froze it (no-trainable-variables); remove the request or choose a trainable model";

    public const string BatchNorm =
        "Batch normalization 'shapes_mobilenet/bn_Conv1' of 'shapes_mobilenet' should stay frozen: its scale and offset could train, but its moving statistics would drift away from the data the model was trained on (batch-norm-affine); remove the request, or set hub_batch_norm_policy if you mean it";

    public const string NotAWeight =
        "Variable 'shapes_mobilenet/bn_Conv1/moving_mean' of 'shapes_mobilenet' cannot train: moving statistics are set by the forward pass, never by gradients (batch-norm-statistics); remove the request";

    public const string BulkWrite =
        "Unfreezing 'shapes_mobilenet' in bulk reaches 25 batch-norm layers and 1 frozen layer that must not train ('shapes_mobilenet/bn_Conv1', 'shapes_mobilenet/expanded_conv/depthwise_BN', 'shapes_mobilenet/expanded_conv/project_BN', …); exclude them, or use Layers.ThatCanTrain";

    public const string FrozenLayer =
        "Layer 'shapes_mobilenet/Logits' of 'shapes_mobilenet' cannot train: the publisher left it out of trainable_variables (withheld-by-publisher); remove the request";

    public const string UnknownLayer =
        "There is no layer 'shapes_mobilenet/expanded_conv_5/expnad' in 'shapes_mobilenet'; did you mean 'shapes_mobilenet/expanded_conv_5/expand', 'shapes_mobilenet/expanded_conv_1/expand' or 'shapes_mobilenet/expanded_conv_2/expand'?";
}
