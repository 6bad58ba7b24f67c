using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>The XML documentation of generated members.</summary>
internal static class Docs
{
    // A comment is read in a tooltip.
    private const int MostVariables = 16;

    public static void Summary(CodeWriter code, string text) => code.Line($"/// <summary>{CodeText.Comment(text)}</summary>");

    public static void OfModel(CodeWriter code, ManifestModel model)
    {
        var sizes = WeightSizes.Of(model.Variables.Where(static v => v.Layer is not null));
        code.Line("/// <summary>");
        code.Line($"/// {CodeText.Comment(model.Name)} {Verdict(model.Verdict)}: {Reason(model.Why, model.Reason)}.");
        code.Line($"/// {CodeText.Number(model.TrainableParameters)} of {CodeText.Number(model.TotalParameters)} parameters can train{Memory(sizes)}.");
        code.Line("/// </summary>");
        code.Line("/// <remarks>");
        code.Line($"/// <para>Handle: <c>{CodeText.Comment(model.Handle)}</c></para>");
        if (CodeText.Link(model.Page) is { } page)
        {
            code.Line($"/// <para>Page: <see href=\"{page}\">{page}</see></para>");
        }

        code.Line($"/// <para>Digest: <c>{CodeText.Comment(model.Digest)}</c></para>");
        code.Line("/// </remarks>");
    }

    public static void OfLayer(CodeWriter code, ManifestLayer layer, IReadOnlyList<ManifestVariable> variables)
    {
        var state = layer.Trainability switch
        {
            Trainability.Trainable => "Can train",
            Trainability.BatchNorm => "Should stay frozen",
            Trainability.Frozen => "Cannot train",
            _ => "Not known to be trainable",
        };
        code.Line("/// <summary>");
        code.Line($"/// {KindOf(layer.Kind)}, {CodeText.Number(layer.Parameters)} {(layer.Parameters == 1 ? "parameter" : "parameters")}{Memory(WeightSizes.Of(variables))}{Activations(layer)}.");
        code.Line($"/// {state}: {Reason(layer.Why, layer.Reason)}.");
        code.Line("/// </summary>");
        code.Line("/// <remarks>");
        code.Line($"/// <para><c>{CodeText.Comment(layer.Name)}</c>{(layer.Stage is { } stage ? ", stage " + CodeText.Number(stage) : "")}</para>");
        foreach (var variable in variables.Take(MostVariables))
        {
            code.Line($"/// <para><c>{CodeText.Comment(LastPart(variable.Name))}</c>: {CodeText.Comment(variable.DType)} {Shape(variable)}, {Words.Of(variable.Trainability)} (<c>{CodeText.Comment(variable.Reason)}</c>)</para>");
        }

        if (variables.Count > MostVariables)
        {
            code.Line($"/// <para>and {CodeText.Number(variables.Count - MostVariables)} more</para>");
        }

        code.Line("/// </remarks>");
    }

    /// <summary>The parameter that makes a layer of TensorFlow.NET train, and what fails there.</summary>
    public static void OfTrainableParameter(CodeWriter code, ManifestModel model)
    {
        var gradients = model.TensorFlowNet is { MissingGradients: { Count: > 0 } missing }
            ? $" Training fails: TensorFlow.NET has no gradient for {string.Join(", ", missing.Select(static op => CodeText.Comment(op.Op)))}."
            : "";
        code.Line($"/// <param name=\"trainable\">Whether its weights train: the model {Verdict(model.Verdict)}, {CodeText.Number(model.TrainableParameters)} of {CodeText.Number(model.TotalParameters)} parameters.{gradients}</param>");
    }

    public static string Reason(string why, string code) => $"{CodeText.Comment(why)} (<c>{CodeText.Comment(code)}</c>)";

    private static string Verdict(TrainabilityVerdict verdict) => verdict switch
    {
        TrainabilityVerdict.Full => "can be fine-tuned",
        TrainabilityVerdict.Partial => "can be fine-tuned in part",
        TrainabilityVerdict.None => "cannot be fine-tuned",
        _ => "is not known to be trainable",
    };

    private static string Memory(WeightSizes? sizes) => sizes switch
    {
        null => "",
        { OfAdam: 0 } => $"; {Sizes.Of(sizes.OfWeights)} of weights",
        _ => $"; {Sizes.Of(sizes.OfWeights)} of weights, {Sizes.Of(sizes.OfAdam)} more for Adam's moments in training",
    };

    /// <summary>Only a layer that trains keeps values; one that may train in part is no reason to name a price.</summary>
    private static string Activations(ManifestLayer layer) =>
        layer is { Trainability: Trainability.Trainable, Activations: { } values } && values <= long.MaxValue / sizeof(float)
            ? $", and for each example at most {Sizes.Of(values * sizeof(float))} of activations from here to the output"
            : "";

    private static string Shape(ManifestVariable variable) => variable.Shape.Count == 0 ? "scalar" : "[" + string.Join(", ", variable.Shape) + "]";

    private static string LastPart(string name) => name.Substring(name.LastIndexOf('/') + 1);

    private static string KindOf(LayerKind kind) => kind switch
    {
        LayerKind.Conv2D => "Convolution",
        LayerKind.DepthwiseConv2D => "Depthwise convolution",
        LayerKind.Dense => "Dense layer",
        LayerKind.Embedding => "Embedding",
        LayerKind.BatchNorm => "Batch normalization",
        LayerKind.LayerNorm => "Layer normalization",
        LayerKind.Lstm => "LSTM",
        LayerKind.Gru => "GRU",
        _ => "Layer",
    };
}
