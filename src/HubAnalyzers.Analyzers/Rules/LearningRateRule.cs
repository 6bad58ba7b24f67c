using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0009: a constant learning rate that is too high for pretrained layers.</summary>
internal sealed class LearningRateRule : Rule
{
    private const double AdamBound = 1e-3;
    private const double SgdBound = 1e-1;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.LearningRate);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        foreach (var stage in findings.All.OfType<TrainingStage>().Where(static s => s.Place == s.Origin))
        {
            if (stage.Layers is { Count: > 0 } layers && layers[0] is LayerDenotation layer
                && Check(stage.Stage["LearningRate"], "Adam", layer.Of, Syntaxes.ArgumentOf(stage.Stage, "LearningRate", 2), context) is { } diagnostic)
            {
                yield return diagnostic;
            }
        }

        foreach (var call in findings.All.OfType<LibraryCall>())
        {
            if (call.Method.Name == "compile" && call["optimizer"] is ObjectDenotation optimizer && call.Instance is ObjectDenotation net && KerasNet.TrainingLayerOf(net) is { } model
                && KerasNet.OptimizerOf(optimizer) is { } name && optimizer.Syntax.SyntaxTree == call.Place.SyntaxTree
                && Check(optimizer["learning_rate"], name, model, Syntaxes.ArgumentOf(optimizer, "learning_rate", 0), context) is { } diagnostic)
            {
                yield return diagnostic;
            }
        }
    }

    private static Diagnostic? Check(Denotation? value, string optimizer, ModelDenotation model, SyntaxNode place, RuleContext context)
    {
        if (value is not ConstantDenotation constant || Rate(constant.Value) is not { } rate)
        {
            return null;
        }

        var isSgd = optimizer == "SGD";
        var bound = context.MaxLearningRate ?? (isSgd ? SgdBound : AdamBound);
        return rate <= bound ? null : Diagnostic.Create(
            Rules.Descriptors.LearningRate,
            place.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(FixData.Replacement, Text(bound)),
            Text(rate),
            Text(bound),
            optimizer,
            model.Model.Name,
            context.MaxLearningRate is not null ? Rulebook.OptionBoundSource : isSgd ? Rulebook.SgdBoundSource : Rulebook.AdamBoundSource);
    }

    // 0.001f is meant as 0.001, not as the nearest float.
    private static double? Rate(object? value) => value is float single
        ? double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Operators.Number(value);

    private static string Text(double value) => ((decimal)value).ToString(CultureInfo.InvariantCulture);
}
