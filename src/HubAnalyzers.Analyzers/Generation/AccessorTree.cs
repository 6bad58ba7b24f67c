using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// The properties of a generated class: layers below scopes, each name free in the class that holds it. A name comes from the layer's
/// own path; where two paths want one name, both get a hash of their path, so the order of the layers never matters.
/// </summary>
internal sealed class AccessorTree
{
    // Deeper than any real model; a compiler that recurses into nested classes has an end of its stack.
    private const int DeepestNesting = 24;
    private const int LastLevel = 2;
    private const string SelfName = "Layer";
    private const string ClassSuffix = "Scope";

    private static readonly string[] _objectMembers = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private static readonly string[] _modelMembers =
    [
        "BatchNormPolicy", "Call", "Digest", "Dispose", "Export", "Facts", "GetLayer", "Handle", "Info", "InfoHolder", "Layers", "Load",
        "Trainable", "Variables", "Verdict",
    ];

    private static readonly string[] _scopeMembers = ["_model"];

    /// <summary>The tree below a class of this name.</summary>
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

        Settle(root, [.. _objectMembers, .. _modelMembers], cancellationToken);
        return root;
    }

    private static void Add(AccessorScope root, ManifestLayer layer)
    {
        var parts = layer.Accessor.Split(['.'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            parts = [layer.Name];
        }

        if (parts.Length > DeepestNesting)
        {
            parts = [.. parts.Take(DeepestNesting - 1), string.Join("_", parts.Skip(DeepestNesting - 1))];
        }

        var scope = root;
        foreach (var part in parts.Take(parts.Length - 1))
        {
            scope = scope.Scope(Identifiers.Part(part));
        }

        scope.Layers.Add(new AccessorLayer(Identifiers.Part(parts[parts.Length - 1]), layer));
    }

    private static void Settle(AccessorScope scope, IReadOnlyCollection<string> inherited, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        MoveLayersThatAreScopes(scope);
        var reserved = new HashSet<string>(inherited, StringComparer.Ordinal) { scope.ClassName };
        SettleProperties([.. scope.Scopes, .. scope.Layers], reserved);
        SettleClasses(scope, reserved);
        foreach (var child in scope.Scopes)
        {
            // The name that its class wanted stays out of use even where a neighbour took it: a neighbour must not rename what is in here.
            Settle(child, [.. _objectMembers, .. _scopeMembers, child.Name + ClassSuffix], cancellationToken);
        }
    }

    // "block" and "block/expand": Block is the scope, Block.Layer the layer.
    private static void MoveLayersThatAreScopes(AccessorScope scope)
    {
        foreach (var layer in scope.Layers.ToList())
        {
            if (layer.IsSelf || scope.Find(layer.Wanted) is not { } child)
            {
                continue;
            }

            scope.Layers.Remove(layer);
            var isTaken = child.Find(SelfName) is not null || child.Layers.Any(static l => l.Wanted == SelfName && !l.IsSelf);
            child.Layers.Add(new AccessorLayer(SelfName, layer.Layer) { IsSelf = true, Level = isTaken ? 1 : 0 });
        }
    }

    private static void SettleProperties(IReadOnlyList<AccessorMember> members, HashSet<string> reserved)
    {
        foreach (var member in members)
        {
            member.Name = NameAt(member.Level, member.Wanted, member.Path);
        }

        bool moved;
        do
        {
            moved = false;
            foreach (var group in members.GroupBy(static m => m.Name, StringComparer.Ordinal).ToList())
            {
                if (group.Count() == 1 && !reserved.Contains(group.Key))
                {
                    continue;
                }

                foreach (var member in group.Where(static m => m.Level < LastLevel))
                {
                    member.Level++;
                    member.Name = NameAt(member.Level, member.Wanted, member.Path);
                    moved = true;
                }
            }
        }
        while (moved);
    }

    private static void SettleClasses(AccessorScope scope, HashSet<string> reserved)
    {
        var taken = new HashSet<string>(scope.Layers.Select(static l => l.Name).Concat(scope.Scopes.Select(static s => s.Name)).Concat(reserved), StringComparer.Ordinal);
        foreach (var child in scope.Scopes)
        {
            var wanted = child.Name + ClassSuffix;
            var level = 0;
            child.ClassName = wanted;
            while (taken.Contains(child.ClassName) && level < LastLevel)
            {
                child.ClassName = NameAt(++level, wanted, child.Path);
            }
        }
    }

    // The short hash is for people; it has 24 bits, so that hostile or very many names need the long one.
    private static string NameAt(int level, string name, string path) => level switch
    {
        0 => name,
        1 => name + "_" + AccessorNames.Suffix(path),
        _ => name + "_" + LongHash(path),
    };

    private static string LongHash(string path)
    {
        using var sha = SHA256.Create();
        var hex = new StringBuilder();
        foreach (var b in sha.ComputeHash(Encoding.Unicode.GetBytes(path)))
        {
            hex.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }
}
