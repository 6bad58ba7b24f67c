namespace HubAnalyzers;

// No accessibility here: public in HubAnalyzers.Abstractions (ReasonCodes.Public.cs), internal where the analyzers compile it in.
#pragma warning disable IDE0040
static partial class ReasonCodes
#pragma warning restore IDE0040
{
    /// <summary>Listed, captured by the call, and on a differentiable path to an output.</summary>
    public const string Trainable = "trainable";

    /// <summary>The model is in the TF1 Hub format.</summary>
    public const string Tf1HubFormat = "tf1-hub-format";

    /// <summary>The model is a TensorFlow 1 SavedModel without an object graph.</summary>
    public const string Tf1SavedModel = "tf1-saved-model";

    /// <summary>The model offers signatures only, no <c>__call__</c>.</summary>
    public const string SignatureOnly = "signature-only";

    /// <summary>The list <c>trainable_variables</c> is absent or empty.</summary>
    public const string NoTrainableVariables = "no-trainable-variables";

    /// <summary>The variable is flagged trainable but left out of <c>trainable_variables</c>.</summary>
    public const string WithheldByPublisher = "withheld-by-publisher";

    /// <summary>The variable was saved with <c>trainable = false</c>.</summary>
    public const string FlaggedNotTrainable = "flagged-not-trainable";

    /// <summary>A counter, metric, optimizer slot or non-floating-point variable.</summary>
    public const string NotAWeight = "not-a-weight";

    /// <summary>Gamma or beta of a batch normalization.</summary>
    public const string BatchNormAffine = "batch-norm-affine";

    /// <summary>A moving statistic of a batch normalization.</summary>
    public const string BatchNormStatistics = "batch-norm-statistics";

    /// <summary>No trace of <c>__call__</c> captures the variable.</summary>
    public const string UnusedInCall = "unused-in-call";

    /// <summary>The call captures the variable, but none of its outputs depends on it.</summary>
    public const string NoPathToOutput = "no-path-to-output";

    /// <summary>Every path from the variable to an output passes an op without a gradient.</summary>
    public const string NoGradientPath = "no-gradient-path";

    /// <summary>Every path from the variable to an output passes a StopGradient.</summary>
    public const string StopGradient = "stop-gradient";

    /// <summary>The graph names a custom gradient that was not saved.</summary>
    public const string MissingCustomGradient = "missing-custom-gradient";

    /// <summary>The graph uses an op that the engine does not have.</summary>
    public const string MissingCustomOp = "missing-custom-op";

    /// <summary>The weights are constants of the graph, not variables.</summary>
    public const string FrozenConstants = "frozen-constants";

    /// <summary>The weights are quantised.</summary>
    public const string Quantised = "quantised";

    /// <summary>A preprocessor or tokeniser: tables and string ops, no weights.</summary>
    public const string Preprocessor = "preprocessor";

    /// <summary>Only an inference trace was saved.</summary>
    public const string InferenceOnlyTrace = "inference-only-trace";

    /// <summary>The bytes were not inspected.</summary>
    public const string NotInspected = "not-inspected";

    /// <summary>
    /// One sentence, without a full stop, that says why. It reads after "because" and after a colon alike.
    /// A code that this version does not know gives a sentence that says so.
    /// </summary>
    public static string Sentence(string code) => code switch
    {
        Trainable => "it is in trainable_variables, its call captures it, and a gradient reaches it",
        Tf1HubFormat => "it is in the TF1 Hub format, which TensorFlow 2 loads for inference only",
        Tf1SavedModel => "it is a TensorFlow 1 SavedModel without an object graph, so nothing says which variables may train",
        SignatureOnly => "it offers only signatures, which run in inference mode and expose no trainable variables",
        NoTrainableVariables => "its trainable_variables list is absent or empty: the publisher froze it",
        WithheldByPublisher => "the publisher left it out of trainable_variables",
        FlaggedNotTrainable => "it was saved with trainable = false",
        NotAWeight => "it is not a weight but bookkeeping of the program that saved the model",
        BatchNormAffine => "its scale and offset could train, but its moving statistics would drift away from the data the model was trained on",
        BatchNormStatistics => "moving statistics are set by the forward pass, never by gradients",
        UnusedInCall => "no trace of __call__ uses it",
        NoPathToOutput => "no output of its call depends on it",
        NoGradientPath => "every path from it to an output passes an op that has no gradient",
        StopGradient => "every path from it to an output passes a StopGradient",
        MissingCustomGradient => "the graph needs a custom gradient that was not saved with it",
        MissingCustomOp => "the graph uses an op that the engine does not have",
        FrozenConstants => "its weights were folded into constants when it was exported",
        Quantised => "its weights are quantised, which leaves an inference graph only",
        Preprocessor => "it is a preprocessor: tables and string ops, no weights",
        InferenceOnlyTrace => "only an inference trace was saved",
        NotInspected => "its bytes were not inspected",
        _ => "of a reason that this version does not know",
    };
}
