using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>The types of the libraries concerned, as one compilation sees them, and the models that are tied to types.</summary>
internal sealed class LibrarySymbols
{
    /// <summary>The engine's base class of models.</summary>
    public const string HubModelName = "HubAnalyzers.Runtime.HubModel";

    private static readonly WordSet _sgd = new(["SgdOptions"]);
    private readonly INamedTypeSymbol? _modelAttribute;
    private readonly INamedTypeSymbol? _layerAttribute;
    private readonly INamedTypeSymbol? _hubModel;
    private readonly INamedTypeSymbol? _hubLayer;
    private readonly Lazy<bool> _namesSgd;
    private readonly HashSet<ISymbol> _factTypes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, ManifestModel?> _modelOfType = new(SymbolEqualityComparer.Default);

    private LibrarySymbols(Compilation compilation, ManifestCatalog catalog)
    {
        Catalog = catalog;
        _modelAttribute = compilation.GetBestTypeByMetadataName("HubAnalyzers.HubModelAttribute");
        _layerAttribute = compilation.GetBestTypeByMetadataName("HubAnalyzers.HubLayerAttribute");
        _hubModel = compilation.GetBestTypeByMetadataName(HubModelName);
        _hubLayer = compilation.GetBestTypeByMetadataName("HubAnalyzers.Runtime.HubLayer");
        TensorFlowNet = TensorFlowNetSymbols.For(compilation);
        _namesSgd = new Lazy<bool>(() => compilation.SyntaxTrees.Any(static t => _sgd.PositionsIn(t, CancellationToken.None).Length > 0));
        foreach (var name in new[] { "HubModelInfo", "HubLayerInfo", "HubVariableInfo", "HubLayerInfoCollection", "Runtime.HubModel", "Runtime.HubLayer", "Runtime.HubVariable", "Runtime.HubLayerCollection" })
        {
            if (compilation.GetBestTypeByMetadataName("HubAnalyzers." + name) is { } type)
            {
                _factTypes.Add(type);
            }
        }
    }

    public ManifestCatalog Catalog { get; }

    /// <summary>TensorFlow.NET; null where the compilation does not reference it.</summary>
    public TensorFlowNetSymbols? TensorFlowNet { get; }

    /// <summary>Whether the program names the engine's SGD anywhere: a stage that is handed on may be trained with it.</summary>
    public bool NamesSgd => _namesSgd.Value;

    /// <summary>The symbols; null where the compilation references no library that a rule concerns.</summary>
    public static LibrarySymbols? For(Compilation compilation, ManifestCatalog catalog)
    {
        var symbols = new LibrarySymbols(compilation, catalog);
        return symbols._modelAttribute is null && symbols._hubModel is null && symbols.TensorFlowNet is null ? null : symbols;
    }

    /// <summary>The model that a type stands for: the class generated from a manifest, or one derived from it.</summary>
    public ManifestModel? ModelOf(ITypeSymbol? type) =>
        type is not { TypeKind: TypeKind.Class } || _modelAttribute is null ? null : _modelOfType.GetOrAdd(type, FindModelOfType);

    /// <summary>The model that a type stands for or is nested in, and how many types outside of it.</summary>
    public ManifestModel? ModelAround(ITypeSymbol? type, out bool isNested)
    {
        isNested = false;
        for (; type is not null; type = type.ContainingType, isNested = true)
        {
            if (ModelOf(type) is { } model)
            {
                return model;
            }
        }

        return null;
    }

    /// <summary>The original name of the layer that a generated property stands for.</summary>
    public string? LayerNameOf(IPropertySymbol property) =>
        _layerAttribute is not null && AttributeOf(property, _layerAttribute) is { ConstructorArguments: [{ Value: string name }, ..] } ? name : null;

    /// <summary>Whether a type holds facts of a model, layer or variable, in either tier.</summary>
    public bool IsFactType(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (_factTypes.Contains(type.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type is of a library concerned, by its outermost namespace: HubAnalyzers' own or TensorFlow.NET's.</summary>
    public static bool IsLibraryType(ITypeSymbol type) => type.OutermostNamespace() is "HubAnalyzers" or "Tensorflow";

    /// <summary><c>HubModel.Load</c>, whose first argument is a handle or path.</summary>
    public bool IsRuntimeLoad(IMethodSymbol method) => method is { Name: "Load", IsStatic: true } && Same(method.ContainingType, _hubModel);

    /// <summary>Whether a type is the engine's base class of models, or one of its layer types.</summary>
    public bool IsHubModel(ITypeSymbol? type) => Same(type, _hubModel);

    public bool IsHubLayer(ITypeSymbol? type) => Same(type, _hubLayer);

    /// <summary>Whether a type is one of the engine's kinds of layer.</summary>
    public bool IsKindOfLayer(ITypeSymbol? type) => type is not null && Same(type.BaseType, _hubLayer);

    /// <summary>Whether a type of the engine has this name.</summary>
    public bool IsRuntimeType(ITypeSymbol? type, string name) =>
        type is not null && type.Name == name && _hubModel is not null && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _hubModel.ContainingAssembly);

    private ManifestModel? FindModelOfType(ITypeSymbol type)
    {
        for (var current = type as INamedTypeSymbol; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (AttributeOf(current, _modelAttribute!) is { ConstructorArguments: [{ Value: string handle }, { Value: string digest }] })
            {
                return Catalog.FindByDigest(digest) ?? Catalog.FindByHandle(handle);
            }
        }

        return null;
    }

    private static AttributeData? AttributeOf(ISymbol symbol, INamedTypeSymbol attribute)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (Same(data.AttributeClass, attribute))
            {
                return data;
            }
        }

        return null;
    }

    private static bool Same(ITypeSymbol? type, INamedTypeSymbol? expected) =>
        expected is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, expected);
}
