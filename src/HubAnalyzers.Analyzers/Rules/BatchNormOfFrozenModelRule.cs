using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0017: a batch normalization of TensorFlow.NET in a model whose frozen flag does not reach it.</summary>
internal sealed class BatchNormOfFrozenModelRule : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.BatchNormOfFrozenModel);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        foreach (var call in findings.All.OfType<LibraryCall>())
        {
            if (Extended(call) is not (ObjectDenotation model, { } layers) || KerasNet.ArgsOf(model) is not { } args || args["Trainable"] is not ConstantDenotation { Value: false }
                || LiveSwitches.MaySet(findings, true, d => d is ObjectDenotation { Syntax: var made } && (made == model.Syntax || made == args.Syntax)))
            {
                continue;
            }

            foreach (var layer in layers)
            {
                if (layer is ObjectDenotation batchNorm && KerasNet.IsLayer(layer, "BatchNormalization") && KerasNet.Trains(batchNorm) && !MayBeSwitchedOff(batchNorm, findings))
                {
                    var place = batchNorm.Syntax.SyntaxTree == call.Place.SyntaxTree ? batchNorm.Syntax : call.Place;
                    yield return Diagnostic.Create(Rules.Descriptors.BatchNormOfFrozenModel, place.GetLocation(), NameOf(args, call));
                }
            }
        }
    }

    /// <summary>A network that a call makes of layers, or that it adds one to.</summary>
    private static (ObjectDenotation? Model, ImmutableArray<Denotation?>? Layers) Extended(LibraryCall call) =>
        call.Method.Name == "add" && call.Instance is ObjectDenotation net ? (net, ImmutableArray.Create(call["layer"]))
        : call.Result is ObjectDenotation made ? (made, KerasNet.LayersOf(made))
        : default;

    private static bool MayBeSwitchedOff(ObjectDenotation batchNorm, Findings findings) => LiveSwitches.MaySet(
        findings, false, d => d is ObjectDenotation { Syntax: var made } && (made == batchNorm.Syntax || made == (batchNorm["args"] as ObjectDenotation)?.Syntax));

    private static string NameOf(ObjectDenotation args, LibraryCall call) =>
        args["Name"].ConstantOf<string>() ?? call.Place.FirstAncestorOrSelf<VariableDeclaratorSyntax>()?.Identifier.ValueText ?? call.Method.ContainingType.Name;
}
