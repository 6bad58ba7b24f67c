using System.Collections.Concurrent;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>The types of the libraries concerned, as one compilation sees them, and the facts that are tied to types.</summary>
internal sealed class LibrarySymbols
{
    private readonly INamedTypeSymbol? _modelAttribute;
    private readonly INamedTypeSymbol? _layerAttribute;
    private readonly INamedTypeSymbol? _hubModel;
    private readonly INamedTypeSymbol? _layerCollection;
    private readonly INamedTypeSymbol? _kerasLayer;
    private readonly INamedTypeSymbol? _hubMethods;
    private readonly ConcurrentDictionary<ITypeSymbol, ModelDenotation?> _modelOfType = new(SymbolEqualityComparer.Default);

    private LibrarySymbols(Compilation compilation, ManifestCatalog catalog)
    {
        Catalog = catalog;
        _modelAttribute = compilation.GetBestTypeByMetadataName("HubAnalyzers.HubModelAttribute");
        _layerAttribute = compilation.GetBestTypeByMetadataName("HubAnalyzers.HubLayerAttribute");
        _hubModel = compilation.GetBestTypeByMetadataName("HubAnalyzers.Runtime.HubModel");
        _layerCollection = compilation.GetBestTypeByMetadataName("HubAnalyzers.Runtime.HubLayerCollection");
        _kerasLayer = compilation.GetBestTypeByMetadataName("Tensorflow.Hub.KerasLayer");
        _hubMethods = compilation.GetBestTypeByMetadataName("Tensorflow.HubMethods");
    }

    public ManifestCatalog Catalog { get; }

    /// <summary>The symbols; null where the compilation references no library that a rule concerns.</summary>
    public static LibrarySymbols? For(Compilation compilation, ManifestCatalog catalog)
    {
        var symbols = new LibrarySymbols(compilation, catalog);
        return symbols._modelAttribute is null && symbols._hubModel is null && symbols._kerasLayer is null ? null : symbols;
    }

    /// <summary>The model that a type stands for: the class generated from a manifest, or one derived from it.</summary>
    public ModelDenotation? ModelOf(ITypeSymbol? type) =>
        type is not { TypeKind: TypeKind.Class } || _modelAttribute is null ? null : _modelOfType.GetOrAdd(type, FindModelOfType);

    /// <summary>The layer that a generated property stands for.</summary>
    public LayerDenotation? LayerOf(IPropertySymbol property)
    {
        if (_layerAttribute is null || AttributeOf(property, _layerAttribute) is not { ConstructorArguments: [{ Value: string name }, ..] })
        {
            return null;
        }

        for (var type = property.ContainingType; type is not null; type = type.ContainingType)
        {
            if (ModelOf(type) is { } model)
            {
                return Layer(model.Model, name);
            }
        }

        return null;
    }

    /// <summary>The layer of a model with this name; null where the manifest has none.</summary>
    public static LayerDenotation? Layer(ManifestModel model, string name)
    {
        foreach (var layer in model.Layers)
        {
            if (layer.Name == name)
            {
                return new LayerDenotation(model, layer);
            }
        }

        return null;
    }

    /// <summary>Whether a property is the switch that makes a model or layer train. An unrelated property of that name is not.</summary>
    public bool IsTrainableSwitch(IPropertySymbol property, Denotation? instance) =>
        property is { Name: "Trainable", Type.SpecialType: SpecialType.System_Boolean, IsStatic: false } &&
        instance is ModelDenotation or LayerDenotation;

    /// <summary><c>HubModel.Load</c>, whose first argument is a handle or path.</summary>
    public bool IsRuntimeLoad(IMethodSymbol method) => method is { Name: "Load", IsStatic: true } && Same(method.ContainingType, _hubModel);

    /// <summary><c>hub.KerasLayer(handle, trainable)</c> of TensorFlow.NET, as method or constructor.</summary>
    public bool IsKerasLayer(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor
        ? Same(method.ContainingType, _kerasLayer)
        : method.Name == "KerasLayer" && Same(method.ContainingType, _hubMethods);

    /// <summary><c>model.GetLayer("name")</c>.</summary>
    public bool IsGetLayer(IMethodSymbol method) => method is { Name: "GetLayer", IsStatic: false } && Same(method.ContainingType, _hubModel);

    /// <summary><c>model.Layers</c>.</summary>
    public bool IsLayers(IPropertySymbol property) => property.Name == "Layers" && Same(property.ContainingType, _hubModel);

    /// <summary>The indexers of <c>model.Layers</c>.</summary>
    public bool IsLayerIndexer(IPropertySymbol property) => property.IsIndexer && Same(property.ContainingType, _layerCollection);

    private ModelDenotation? FindModelOfType(ITypeSymbol type)
    {
        for (var current = type as INamedTypeSymbol; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (AttributeOf(current, _modelAttribute!) is { ConstructorArguments: [{ Value: string handle }, { Value: string digest }] })
            {
                return (Catalog.FindByDigest(digest) ?? Catalog.FindByHandle(handle)) is { } model ? new ModelDenotation(model) : null;
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
