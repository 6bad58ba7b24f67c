using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// Writes the factory of TensorFlow.NET's Hub layer. What cannot hold there cannot be written: a model that cannot train has no switch,
/// one that the layer refuses has a factory that says so when it is compiled.
/// </summary>
internal static class KerasLayerWriter
{
    private const string Type = "global::Tensorflow.Hub.KerasLayer";
    private const string Name = "CreateKerasLayer";

    public static void Write(CodeWriter code, ManifestModel model, string orNull)
    {
        var path = $"string{orNull} path = null";
        if (model.TensorFlowNetRefusal is { } refusal)
        {
            // There, and an error to call: the compiler then tells why, which it cannot of a member that is not there.
            var message = CodeText.Literal(Rulebook.UnsupportedByTensorFlowNet + ": " + TensorFlowNetRefusals.Say(model.Name, refusal));
            code.Line("/// <summary>");
            code.Line($"/// Not to be called: TensorFlow.NET's Hub layer cannot load the model: {Docs.Reason(TensorFlowNetRefusals.Sentence(refusal), refusal)}.");
            code.Line("/// </summary>");
            code.Line($"[global::System.ObsoleteAttribute({message}, true)]");
            code.Line($"public static {Type} {Name}(bool trainable = false, {path}) => throw new global::System.NotSupportedException({message});");
            return;
        }

        var canTrain = model.Verdict != TrainabilityVerdict.None;
        code.Line("/// <summary>");
        code.Line($"/// Creates TensorFlow.NET's Hub layer of the model{(canTrain ? ". It starts frozen" : $". It cannot be fine-tuned: {Docs.Reason(model.Why, model.Reason)}")}.");
        code.Line("/// </summary>");
        if (canTrain)
        {
            Docs.OfTrainableParameter(code, model);
        }

        code.Line("/// <param name=\"path\">Where the model lies on this machine; without it, its handle is resolved.</param>");
        code.Line(canTrain
            ? $"public static {Type} {Name}(bool trainable = false, {path}) => new {Type}(path ?? Handle, trainable);"
            : $"public static {Type} {Name}({path}) => new {Type}(path ?? Handle, false);");
    }
}
