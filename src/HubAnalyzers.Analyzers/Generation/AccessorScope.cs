using System;
using System.Collections.Generic;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>A property of a generated class.</summary>
internal abstract class AccessorMember(string wanted, string path)
{
    /// <summary>The name it would have, were it alone.</summary>
    public string Wanted { get; } = wanted;

    /// <summary>What its hash is made of.</summary>
    public string Path { get; } = path;

    /// <summary>How much hash its name needs; see <see cref="AccessorTree"/>.</summary>
    public int Level { get; set; }

    /// <summary>The name it has.</summary>
    public string Name { get; set; } = wanted;
}

/// <summary>A property that is a layer.</summary>
internal sealed class AccessorLayer(string wanted, ManifestLayer layer) : AccessorMember(wanted, layer.Name)
{
    public ManifestLayer Layer { get; } = layer;

    /// <summary>Whether it is the layer of the scope that holds it.</summary>
    public bool IsSelf { get; init; }
}

/// <summary>A property that holds others, and the nested class it is of. The root is the generated class itself.</summary>
internal sealed class AccessorScope(string path) : AccessorMember(path.Substring(path.LastIndexOf('/') + 1), path)
{
    private readonly Dictionary<string, AccessorScope> _byName = new(StringComparer.Ordinal);

    public string ClassName { get; set; } = "";

    /// <summary>The scopes in it, in the order in which the manifest first names them.</summary>
    public List<AccessorScope> Scopes { get; } = [];

    /// <summary>The layers directly in it, in the order of the manifest.</summary>
    public List<AccessorLayer> Layers { get; } = [];

    public AccessorScope? Find(string name) => _byName.TryGetValue(name, out var scope) ? scope : null;

    /// <summary>The scope of this name, new if need be.</summary>
    public AccessorScope Scope(string name)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        var scope = new AccessorScope(Path.Length == 0 ? name : Path + "/" + name);
        _byName.Add(name, scope);
        Scopes.Add(scope);
        return scope;
    }
}
