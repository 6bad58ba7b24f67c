using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>Class and namespace of a manifest.</summary>
internal static class ClassNames
{
    private const string DefaultNamespace = "HubModels";

    // What every generated class declares itself: C# lets no member bear its class' name.
    private static readonly HashSet<string> _ownMembers = new(["Handle", "Digest", "Verdict", "Info", "InfoHolder", "Load"], StringComparer.Ordinal);

    /// <summary>"models/mobilenet_v2.hubmodel.json" → "MobilenetV2".</summary>
    public static string ClassOfFile(string path)
    {
        var file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return Free(AccessorNames.Identifier(file.Substring(0, Math.Max(0, file.Length - ManifestCatalog.Extension.Length))));
    }

    /// <summary>The class that a project asks for: itself, if C# takes it.</summary>
    public static string Class(string asked) => Free(Identifiers.Part(asked.Trim()));

    /// <summary>The namespace that a project asks for; otherwise one below its root namespace.</summary>
    public static string Namespace(AnalyzerConfigOptions options)
    {
        if (options.TryGetValue("build_property.HubModelNamespace", out var asked) && Parts(asked) is { Length: > 0 } own)
        {
            return own;
        }

        return options.TryGetValue("build_property.RootNamespace", out var root) && Parts(root) is { Length: > 0 } parts
            ? parts + "." + DefaultNamespace
            : DefaultNamespace;
    }

    /// <summary>A name as source spells it: keywords get an @.</summary>
    public static string InSource(string dotted) =>
        string.Join(".", dotted.Split('.').Select(static p => SyntaxFacts.GetKeywordKind(p) == SyntaxKind.None ? p : "@" + p));

    private static string Free(string name) => _ownMembers.Contains(name) ? name + "Model" : name;

    // "my-app.1st" is a legal project name and, by default, its root namespace: the parts become "my_app._1st", as Visual Studio writes them.
    private static string Parts(string dotted) => string.Join(".", dotted.Split('.').Select(static p => p.Trim()).Where(static p => p.Length > 0).Select(NamespacePart));

    private static string NamespacePart(string part)
    {
        var name = new string(part.Select(static c => AccessorNames.IsPart(c) ? c : '_').ToArray());
        return AccessorNames.IsStart(name[0]) ? name : "_" + name;
    }
}
