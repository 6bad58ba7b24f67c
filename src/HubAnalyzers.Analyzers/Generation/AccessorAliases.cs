using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// Puts a model's former accessors into the tree of its present ones. They come last and take what is left: an alias never renames a
/// layer, and one that means nothing or two things is left out.
/// </summary>
internal static class AccessorAliases
{
    public static void Add(AccessorScope root, IReadOnlyCollection<ManifestAlias> aliases)
    {
        if (aliases.Count == 0)
        {
            return;
        }

        var layers = new Dictionary<string, (ManifestLayer Layer, string Accessor)>(StringComparer.Ordinal);
        Collect(root, "", layers);
        foreach (var meanings in aliases.GroupBy(static a => a.Accessor, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var targets = meanings.Select(static a => a.Layer).Distinct(StringComparer.Ordinal).ToList();
            if (targets.Count == 1 && layers.TryGetValue(targets[0], out var target))
            {
                Add(root, AccessorTree.Parts(meanings.Key, targets[0]), target.Layer, target.Accessor);
            }
        }
    }

    private static void Add(AccessorScope root, IReadOnlyList<string> parts, ManifestLayer layer, string now)
    {
        var scope = root;
        for (var i = 0; i < parts.Count - 1; i++)
        {
            if (scope.Scopes.Find(s => s.Name == parts[i]) is { } known)
            {
                scope = known;
                continue;
            }

            var className = parts[i] + AccessorNames.ScopeSuffix;
            if (scope.Taken.Contains(parts[i]) || scope.Taken.Contains(className))
            {
                return;
            }

            scope.Taken.Add(parts[i]);
            scope.Taken.Add(className);
            scope = scope.Scope(parts[i]);
            scope.ClassName = className;
            scope.Taken.UnionWith(AccessorNames.TakenInScope(parts[i]));
        }

        var name = parts[parts.Count - 1];
        if (scope.Taken.Add(name))
        {
            scope.Aliases.Add(new AccessorAlias(name, layer, now));
        }
    }

    private static void Collect(AccessorScope scope, string prefix, Dictionary<string, (ManifestLayer Layer, string Accessor)> layers)
    {
        foreach (var layer in scope.Layers)
        {
            layers.Add(layer.Layer.Name, (layer.Layer, prefix + layer.Name));
        }

        foreach (var child in scope.Scopes)
        {
            Collect(child, prefix + child.Name + ".", layers);
        }
    }
}
