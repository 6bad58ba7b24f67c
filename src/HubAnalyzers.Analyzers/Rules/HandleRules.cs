using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>
/// HUB0010 to HUB0012: the constant handle that a model is loaded by. What is no SavedModel is told first; a handle without a version
/// next, since none that is described can have none.
/// </summary>
internal sealed class HandleRules : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        ImmutableArray.Create(Rules.Descriptors.UnknownModel, Rules.Descriptors.UnpinnedHandle, Rules.Descriptors.OtherArtefact);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        foreach (var call in findings.All.OfType<LibraryCall>())
        {
            var parameter = context.Symbols.IsRuntimeLoad(call.Method) ? "handleOrPath" : context.Symbols.TensorFlowNet?.IsKerasLayer(call.Method) == true ? "handle" : null;
            if (parameter is not null && call[parameter].ConstantOf<string>() is { } text && ModelHandle.Parse(text) is { } handle
                && Check(handle, call.PlaceOf(parameter), context.Symbols.Catalog) is { } diagnostic)
            {
                yield return diagnostic;
            }
        }
    }

    private static Diagnostic? Check(ModelHandle handle, SyntaxNode place, ManifestCatalog catalog)
    {
        var location = (place is ArgumentSyntax argument ? argument.Expression : place).GetLocation();
        if (handle.OtherArtefact is { } artefact)
        {
            return Diagnostic.Create(Rules.Descriptors.OtherArtefact, location, handle.Text, artefact);
        }

        if (!handle.HasVersion)
        {
            var described = Described(handle.Text, catalog);
            var properties = ImmutableDictionary<string, string?>.Empty;
            return Diagnostic.Create(
                Rules.Descriptors.UnpinnedHandle, location, described is null ? properties : properties.Add(FixData.Replacement, described.Handle), handle.Text, Phrases.Version(described?.Version));
        }

        return catalog.Models.Any(m => m.Handle == handle.Text) ? null : Diagnostic.Create(Rules.Descriptors.UnknownModel, location, handle.Text);
    }

    /// <summary>The one manifest of a version of this model.</summary>
    private static ManifestModel? Described(string handle, ManifestCatalog catalog)
    {
        var start = handle.TrimEnd('/') + "/";
        var versions = catalog.Models.Where(m => m.Handle.StartsWith(start, StringComparison.Ordinal) && m.Version is { } version && m.Handle.Length == start.Length + version.Length).Take(2).ToList();
        return versions.Count == 1 ? versions[0] : null;
    }
}
