using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0014: a new head on a model that gives probabilities.</summary>
internal sealed class HeadRule : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.HeadOnProbabilities);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        foreach (var call in findings.All.OfType<LibraryCall>())
        {
            var (model, place) = HeadOf(call, context.Symbols);
            if (model?.Model.Interface.Outputs is { Count: > 0 } outputs && outputs[0] is { Kind: OutputKind.Probabilities } probabilities && !MayGiveAnother(model))
            {
                var other = outputs.FirstOrDefault(static o => o.Kind is OutputKind.Features or OutputKind.Logits);
                yield return Diagnostic.Create(
                    Rules.Descriptors.HeadOnProbabilities,
                    place!.GetLocation(),
                    probabilities.Name,
                    model.Model.Name,
                    Phrases.OtherOutput(other?.Name, other?.Kind ?? OutputKind.Unknown, isChosenAtLoad: !model.IsKerasLayer));
            }
        }
    }

    /// <summary>Whether the load chose another output than the first, or may have.</summary>
    private static bool MayGiveAnother(ModelDenotation model) => model.Output is not (null or ConstantDenotation { Value: null or (int)OutputKind.Probabilities });

    private static (ModelDenotation? Model, SyntaxNode? Place) HeadOf(LibraryCall call, LibrarySymbols symbols)
    {
        if (call.Method.MethodKind == MethodKind.Constructor && call.Method.ContainingType is { Name: "ClassificationHead" or "MultiLabelHead" or "RegressionHead" or "CustomHead" } head && symbols.IsRuntimeType(head, head.Name))
        {
            return (call["model"].NotNull() as ModelDenotation, call.PlaceOf("model"));
        }

        // keras.layers.Dense(n).Apply(layer.Apply(x))
        if (call.Method.Name == "Apply" && KerasNet.IsLayer(call.Instance, "Dense") && call["inputs"] is ObjectDenotation given)
        {
            return (given[KerasNet.Source] as ModelDenotation, call.Place);
        }

        if (call.Method.Name == "add" && KerasNet.IsLayer(call["layer"], "Dense") && call.Instance is ObjectDenotation net && KerasNet.LayersOf(net) is { } before)
        {
            return (Below(before, before.Length), call.Place);
        }

        // A network of calls is told where its dense layer is called.
        var layers = KerasNet.IsLayer(call.Result, "Sequential") ? KerasNet.LayersOf((ObjectDenotation)call.Result!) : null;
        for (var i = 1; i < layers?.Length; i++)
        {
            if (KerasNet.IsLayer(layers.Value[i], "Dense") && Below(layers.Value, i) is { } below)
            {
                return (below, call.Place);
            }
        }

        return (null, null);
    }

    /// <summary>The Hub layer whose output comes to a place in a network unchanged.</summary>
    private static ModelDenotation? Below(ImmutableArray<Denotation?> layers, int place)
    {
        var below = place - 1;
        while (below > 0 && KerasNet.PassesOn(layers[below]))
        {
            below--;
        }

        return below >= 0 && layers[below] is ModelDenotation { IsKerasLayer: true } model ? model : null;
    }
}
