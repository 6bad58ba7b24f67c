using System;
using System.Collections.Generic;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>A property that is a layer.</summary>
internal sealed class AccessorLayer(string wanted, ManifestLayer layer) : NameWish(layer.Name, [wanted])
{
    public ManifestLayer Layer { get; } = layer;
}

/// <summary>A property under a former name of a layer.</summary>
/// <param name="Name">The former name.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Now">The dotted accessor that it has now.</param>
internal sealed record AccessorAlias(string Name, ManifestLayer Layer, string Now);

/// <summary>A property that holds others, and the nested class it is of. The root is the generated class itself.</summary>
internal sealed class AccessorScope(string path) : NameWish(path, [path.Substring(path.LastIndexOf('/') + 1)])
{
    private readonly Dictionary<string, AccessorScope> _byName = new(StringComparer.Ordinal);

    public string ClassName { get; set; } = "";

    /// <summary>The scopes in it, in the order in which the manifest first names them.</summary>
    public List<AccessorScope> Scopes { get; } = [];

    /// <summary>The layers directly in it, in the order of the manifest; those of its own name come last.</summary>
    public List<AccessorLayer> Layers { get; } = [];

    /// <summary>Former names of layers that would be in it.</summary>
    public List<AccessorAlias> Aliases { get; } = [];

    /// <summary>All names that are not free in it, once they are settled.</summary>
    public HashSet<string> Taken { get; set; } = new(StringComparer.Ordinal);

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
