using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0008: the first fit trains pretrained layers beside a head that was made here and never fitted.</summary>
internal sealed class UntrainedHeadRule : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.UntrainedHead);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        var fits = findings.All.OfType<LibraryCall>().Where(static c => c.Method.Name is "Train" or "fit" && c.Instance is ObjectDenotation && c.Place == c.Origin).OrderBy(static c => c.Place.SpanStart);
        var fitted = new HashSet<SyntaxNode>();
        foreach (var fit in fits)
        {
            var isFirst = MadeBy(fit) is { } made && fitted.Add(made.Syntax);
            var (head, model, place) = fit.Method.Name == "Train" ? OfTuner(fit) : OfKeras(fit, findings);
            if (head is not null && model is not null && isFirst && IsFresh(head, fit))
            {
                yield return Diagnostic.Create(Rules.Descriptors.UntrainedHead, place!.GetLocation(), model.Model.Name);
            }
        }
    }

    /// <summary>What a fit trains: the head of a tuner, or the network.</summary>
    private static ObjectDenotation? MadeBy(LibraryCall fit) => fit.Method.Name == "Train" ? ((ObjectDenotation)fit.Instance!)["head"] as ObjectDenotation : fit.Instance as ObjectDenotation;

    private static (ObjectDenotation? Head, ModelDenotation? Model, SyntaxNode? Place) OfTuner(LibraryCall fit)
    {
        var tuner = (ObjectDenotation)fit.Instance!;
        if (fit["options"] is not ObjectDenotation options || options["Stages"] is not SequenceDenotation { Items: { Count: > 0 } stages })
        {
            return default;
        }

        // The first stage decides; what the later ones train meets a head that has been fitted.
        return stages[0] is ObjectDenotation first && first["Layers"] is SequenceDenotation { Items.Count: > 0 }
            ? (HeadOf(tuner), tuner["model"].NotNull() as ModelDenotation, first.Syntax.SyntaxTree == fit.Place.SyntaxTree ? first.Syntax : fit.Place)
            : default;
    }

    /// <summary>The head, unless it is made around a module of the user's own, which may have been trained elsewhere.</summary>
    private static ObjectDenotation? HeadOf(ObjectDenotation tuner) => tuner["head"] is ObjectDenotation { Type.Name: not "CustomHead" } head ? head : null;

    private static (ObjectDenotation? Head, ModelDenotation? Model, SyntaxNode? Place) OfKeras(LibraryCall fit, Findings findings)
    {
        var net = (ObjectDenotation)fit.Instance!;
        return LiveSwitches.TrainingLayerOf(net, findings) is { } model && KerasNet.HasHead(net) ? (net, model, fit.Place) : default;
    }

    /// <summary>Whether nothing but what is understood has had its hands on the head since it was made.</summary>
    private static bool IsFresh(ObjectDenotation head, LibraryCall fit)
    {
        if (head.Syntax.FirstAncestorOrSelf<VariableDeclaratorSyntax>()?.Identifier.ValueText is not { } name || head.Syntax.SyntaxTree != fit.Place.SyntaxTree)
        {
            return head.Syntax.SyntaxTree == fit.Place.SyntaxTree;
        }

        var body = fit.Place.AncestorsAndSelf().LastOrDefault(static a => a is BlockSyntax or CompilationUnitSyntax) ?? fit.Place;
        return body.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => n.Identifier.ValueText == name && n.SpanStart > head.Syntax.Span.End && n.SpanStart < fit.Place.SpanStart)
            .All(static n => n.Parent switch
            {
                MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText is "Features" or "Classes" or "Labels" or "Values" or "compile" or "summary" or "add" or "Name",
                ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax } => true,
                _ => false,
            });
    }
}
