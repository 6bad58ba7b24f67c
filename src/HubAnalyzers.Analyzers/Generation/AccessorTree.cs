using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// The properties of a generated class: layers below scopes, each name free in the class that holds it. The names are the accessors of
/// the manifest; they are settled once more because a manifest may come from anyone, and only here the class' own name is known.
/// </summary>
internal static class AccessorTree
{
    /// <summary>The tree of a manifest below a class of this name.</summary>
    public static AccessorScope Build(ManifestModel model, string className, CancellationToken cancellationToken)
    {
        var root = Build(model.Layers, className, cancellationToken);
        AccessorAliases.Add(root, model.Aliases);
        return root;
    }

    /// <summary>The tree of these layers below a class of this name.</summary>
    public static AccessorScope Build(IEnumerable<ManifestLayer> layers, string className, CancellationToken cancellationToken)
    {
        var root = new AccessorScope("") { ClassName = className };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            // A name that stands twice reaches one layer only.
            if (seen.Add(layer.Name))
            {
                Add(root, layer);
            }
        }

        Settle(root, [], AccessorNames.TakenInModel, cancellationToken);
        return root;
    }

    /// <summary>The parts of a dotted accessor, each an identifier.</summary>
    public static IReadOnlyList<string> Parts(string accessor, string layer)
    {
        var parts = accessor.Split(['.'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            parts = [layer];
        }

        if (parts.Length > AccessorNames.DeepestNesting)
        {
            parts = [.. parts.Take(AccessorNames.DeepestNesting - 1), string.Join("_", parts.Skip(AccessorNames.DeepestNesting - 1))];
        }

        return [.. parts.Select(Identifiers.Part)];
    }

    private static void Add(AccessorScope root, ManifestLayer layer)
    {
        var parts = Parts(layer.Accessor, layer.Name);
        var scope = root;
        foreach (var part in parts.Take(parts.Count - 1))
        {
            scope = scope.Scope(part);
        }

        scope.Layers.Add(new AccessorLayer(parts[parts.Count - 1], layer));
    }

    private static void Settle(AccessorScope scope, IReadOnlyList<ManifestLayer> own, IEnumerable<string> inherited, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // "Block" and "Block.Expand": Block is the scope, Block.Layer the layer.
        var scopesOwn = scope.Layers.Where(l => scope.Find(l.Wanted) is not null).ToLookup(static l => l.Wanted, static l => l.Layer, StringComparer.Ordinal);
        scope.Layers.RemoveAll(l => scopesOwn.Contains(l.Wanted));
        var taken = new HashSet<string>(inherited, StringComparer.Ordinal) { scope.ClassName };
        NameWish.Settle([.. scope.Scopes, .. scope.Layers], taken);
        taken.UnionWith(scope.Scopes.Select(static s => s.Name).Concat(scope.Layers.Select(static l => l.Name)));

        // After all others, so that a layer that is really named so keeps its name.
        var selves = own.Select(static l => new AccessorLayer(AccessorNames.OfScopeItself, l)).ToList();
        NameWish.Settle(selves, taken);
        scope.Layers.AddRange(selves);
        taken.UnionWith(selves.Select(static l => l.Name));
        SettleClasses(scope, taken);
        foreach (var child in scope.Scopes)
        {
            // The name that its class wanted stays out of use even where a neighbour took it: a neighbour must not rename what is in here.
            Settle(child, [.. scopesOwn[child.Wanted]], AccessorNames.TakenInScope(child.Name), cancellationToken);
        }
    }

    private static void SettleClasses(AccessorScope scope, HashSet<string> taken)
    {
        scope.Taken = taken;
        var classes = scope.Scopes.Select(static s => new NameWish(s.Path, [s.Name + AccessorNames.ScopeSuffix], s)).ToList();
        NameWish.Settle(classes, taken);
        foreach (var wish in classes)
        {
            ((AccessorScope)wish.Subject!).ClassName = wish.Name;
            taken.Add(wish.Name);
        }
    }
}
