using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0009: a constant learning rate that is too high for pretrained layers.</summary>
internal sealed class LearningRateRule : Rule
{
    private const double AdamBound = 1e-3;
    private const double SgdBound = 1e-1;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.LearningRate);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        var told = new HashSet<SyntaxNode>();
        foreach (var stage in findings.All.OfType<TrainingStage>().Where(static s => s.Place == s.Origin).GroupBy(static s => s.Place).Select(static s => s.Last()))
        {
            if (stage.Stage["Layers"] is SequenceDenotation { Items: { Count: > 0 } layers } && layers[0] is LayerDenotation layer
                && Check(stage.Stage["LearningRate"], () => StageOptimizer.Of(stage.Stage, findings, context.Symbols), layer.Of, PlaceOfRate(stage), context) is { } diagnostic
                && told.Add(PlaceOfRate(stage)))
            {
                yield return diagnostic;
            }
        }

        foreach (var call in findings.All.OfType<LibraryCall>())
        {
            if (call.Method.Name == "compile" && call["optimizer"] is ObjectDenotation optimizer && call.Instance is ObjectDenotation net && LiveSwitches.TrainingLayerOf(net, findings) is { } model
                && KerasNet.OptimizerOf(optimizer) is { } name && optimizer.Syntax.SyntaxTree == call.Place.SyntaxTree
                && Check(optimizer["learning_rate"], () => name, model, Syntaxes.ArgumentOf(optimizer, "learning_rate", 0), context) is { } diagnostic)
            {
                yield return diagnostic;
            }
        }
    }

    private static Diagnostic? Check(Denotation? value, Func<string?> optimizer, ModelDenotation model, SyntaxNode place, RuleContext context)
    {
        if (value is not ConstantDenotation constant || Rate(constant.Value) is not { } rate || !(rate > (context.MaxLearningRate ?? AdamBound)) || optimizer() is not { } name)
        {
            return null;
        }

        var isSgd = name == "SGD";
        var bound = context.MaxLearningRate ?? (isSgd ? SgdBound : AdamBound);
        return rate <= bound ? null : Diagnostic.Create(
            Rules.Descriptors.LearningRate,
            place.GetLocation(),
            IsWhole(place) ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(FixData.Replacement, Text(bound)),
            Text(rate),
            Text(bound),
            name,
            model.Model.Name,
            context.MaxLearningRate is not null ? Rulebook.OptionBoundSource : isSgd ? Rulebook.SgdBoundSource : Rulebook.AdamBoundSource);
    }

    // Where the rate is left to a default, or stands elsewhere, there is nothing to write the bound over.
    private static bool IsWhole(SyntaxNode place) => place is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or WithExpressionSyntax;

    /// <summary>Where a stage or a copy of one is given its rate.</summary>
    private static SyntaxNode PlaceOfRate(TrainingStage stage)
    {
        var initializer = stage.Place switch
        {
            WithExpressionSyntax copy => copy.Initializer,
            BaseObjectCreationExpressionSyntax creation => creation.Initializer,
            _ => null,
        };
        var set = initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(static a => a.Left is IdentifierNameSyntax { Identifier.ValueText: "LearningRate" });
        var place = set?.Right ?? Syntaxes.ArgumentOf(stage.Stage, "LearningRate", 2);
        return place.SyntaxTree == stage.Place.SyntaxTree ? place : stage.Place;
    }

    // 0.001f is meant as 0.001, not as the nearest float.
    private static double? Rate(object? value) => value is float single
        ? double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Operators.Number(value);

    // 0.00001 reads better than 1E-05; what decimal cannot hold is written as it can be.
    private static string Text(double value) => value is >= 1e-15 and < 1e15 ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
}
