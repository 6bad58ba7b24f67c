using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Tests.Generation;

/// <summary>The layers of a generated class, as the compiler sees them.</summary>
internal static class Accessors
{
    /// <summary>The dotted path of each layer's property by the layer's name, for manifests that compile clean.</summary>
    public static Dictionary<string, string> Of(params System.Text.Json.Nodes.JsonObject[] layers) => Of("net.hubmodel.json", layers);

    public static Dictionary<string, string> Of(string path, params System.Text.Json.Nodes.JsonObject[] layers)
    {
        var run = GeneratorRun.Of(CompilationFactory.Create(HubReferences.Runtime), (path, ManifestText.Of("net", layers))).CompilesClean();
        var type = run.Output.Assembly.GetTypeByMetadataName(run.HintNames.Single()[..^".g.cs".Length])!;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(type, "", found);
        return found;
    }

    // Follows properties only, as a user does; Add throws where two properties claim one layer.
    private static void Collect(INamedTypeSymbol type, string prefix, Dictionary<string, string> found)
    {
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(static p => !p.IsStatic))
        {
            var mark = property.GetAttributes().SingleOrDefault(static a => a.AttributeClass!.Name == "HubLayerAttribute");
            if (property.GetAttributes().Any(static a => a.AttributeClass!.Name == "ObsoleteAttribute"))
            {
                continue;
            }

            if (mark is not null)
            {
                found.Add((string)mark.ConstructorArguments[0].Value!, prefix + property.Name);
            }
            else
            {
                Collect((INamedTypeSymbol)property.Type, prefix + property.Name + ".", found);
            }
        }
    }
}
