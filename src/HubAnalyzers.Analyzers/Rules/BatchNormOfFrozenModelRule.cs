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
            if (call.Result is not ObjectDenotation model || KerasNet.ArgsOf(model) is not { } args || args["Trainable"] is not ConstantDenotation { Value: false } || KerasNet.LayersOf(model) is not { } layers)
            {
                continue;
            }

            foreach (var layer in layers)
            {
                if (layer is ObjectDenotation batchNorm && KerasNet.IsLayer(layer, "BatchNormalization") && KerasNet.Trains(batchNorm))
                {
                    var place = batchNorm.Syntax.SyntaxTree == call.Place.SyntaxTree ? batchNorm.Syntax : call.Place;
                    yield return Diagnostic.Create(Rules.Descriptors.BatchNormOfFrozenModel, place.GetLocation(), NameOf(args, call));
                }
            }
        }
    }

    private static string NameOf(ObjectDenotation args, LibraryCall call) =>
        args["Name"].ConstantOf<string>() ?? call.Place.FirstAncestorOrSelf<VariableDeclaratorSyntax>()?.Identifier.ValueText ?? call.Method.ContainingType.Name;
}
