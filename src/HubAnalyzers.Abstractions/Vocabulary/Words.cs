using System;

namespace HubAnalyzers;

/// <summary>
/// The words of the manifest for each enum, in both directions. Compiled into the analyzers as well, which carry no
/// dependency: manifest, generated code, diagnostics, exceptions and reports all spell a fact the same way.
/// </summary>
internal static class Words
{
    private static readonly string[] _trainability = ["unknown", "trainable", "batch_norm", "frozen"];
    private static readonly string[] _verdict = ["unknown", "full", "partial", "none"];
    private static readonly string[] _kind = ["other", "conv2d", "depthwise_conv2d", "dense", "embedding", "batch_norm", "layer_norm", "lstm", "gru"];
    private static readonly string[] _role = ["other", "kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance", "embeddings", "recurrent_kernel", "optimizer_slot", "counter"];
    private static readonly string[] _format = ["saved_model_2", "saved_model_1", "tf1_hub"];
    private static readonly string[] _output = ["unknown", "logits", "probabilities", "features"];

    public static string Of(Trainability value) => _trainability[(int)value];

    public static string Of(TrainabilityVerdict value) => _verdict[(int)value];

    public static string Of(LayerKind value) => _kind[(int)value];

    public static string Of(VariableRole value) => _role[(int)value];

    public static string Of(HubModelFormat value) => _format[(int)value];

    public static string Of(OutputKind value) => _output[(int)value];

    public static bool TryParse(string word, out Trainability value)
    {
        var found = Find(_trainability, word, out var index);
        value = (Trainability)index;
        return found;
    }

    public static bool TryParse(string word, out TrainabilityVerdict value)
    {
        var found = Find(_verdict, word, out var index);
        value = (TrainabilityVerdict)index;
        return found;
    }

    public static bool TryParse(string word, out LayerKind value)
    {
        var found = Find(_kind, word, out var index);
        value = (LayerKind)index;
        return found;
    }

    public static bool TryParse(string word, out VariableRole value)
    {
        var found = Find(_role, word, out var index);
        value = (VariableRole)index;
        return found;
    }

    public static bool TryParse(string word, out HubModelFormat value)
    {
        var found = Find(_format, word, out var index);
        value = (HubModelFormat)index;
        return found;
    }

    public static bool TryParse(string word, out OutputKind value)
    {
        var found = Find(_output, word, out var index);
        value = (OutputKind)index;
        return found;
    }

    // An unknown word gives the first value, which is the harmless one of each enum.
    private static bool Find(string[] words, string word, out int index)
    {
        index = Array.IndexOf(words, word);
        if (index >= 0)
        {
            return true;
        }

        index = 0;
        return false;
    }
}
