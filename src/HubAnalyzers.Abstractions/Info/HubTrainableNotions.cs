namespace HubAnalyzers;

/// <summary>
/// The notions of "trainable" that a model's bytes hold for one variable. They may disagree, since each is what another loader
/// asks; <see cref="Listed"/> decides, as it does for <c>hub.KerasLayer</c>. <c>null</c>: the bytes do not say.
/// </summary>
public sealed class HubTrainableNotions
{
    /// <summary>Creates the notions.</summary>
    public HubTrainableNotions(bool? flag, bool? listed, bool? keras, bool? captured)
    {
        Flag = flag;
        Listed = listed;
        Keras = keras;
        Captured = captured;
    }

    /// <summary>The variable's own flag. It stays true on layers that were frozen before saving.</summary>
    public bool? Flag { get; }

    /// <summary>Whether the model's list <c>trainable_variables</c> has it; <c>null</c> where the model has no such list.</summary>
    public bool? Listed { get; }

    /// <summary>The <c>trainable</c> of its layer in the Keras metadata.</summary>
    public bool? Keras { get; }

    /// <summary>Whether the trace of <c>__call__</c> that training runs captures it; <c>null</c> where there is no call.</summary>
    public bool? Captured { get; }
}
