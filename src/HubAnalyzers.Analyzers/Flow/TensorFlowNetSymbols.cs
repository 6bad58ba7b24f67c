using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>The members of TensorFlow.NET that take part. Everything else there that is called "trainable" is none of the rules' business.</summary>
internal sealed class TensorFlowNetSymbols
{
    private readonly INamedTypeSymbol? _kerasLayer;
    private readonly INamedTypeSymbol? _hubMethods;
    private readonly INamedTypeSymbol? _layerArgs;

    private TensorFlowNetSymbols(INamedTypeSymbol? kerasLayer, INamedTypeSymbol? hubMethods, INamedTypeSymbol? layerArgs)
    {
        _kerasLayer = kerasLayer;
        _hubMethods = hubMethods;
        _layerArgs = layerArgs;
    }

    public static TensorFlowNetSymbols? For(Compilation compilation)
    {
        var kerasLayer = compilation.GetBestTypeByMetadataName("Tensorflow.Hub.KerasLayer");
        var layerArgs = compilation.GetBestTypeByMetadataName("Tensorflow.Keras.ArgsDefinition.LayerArgs");
        return kerasLayer is null && layerArgs is null
            ? null
            : new TensorFlowNetSymbols(kerasLayer, compilation.GetBestTypeByMetadataName("Tensorflow.HubMethods"), layerArgs);
    }

    /// <summary><c>new KerasLayer(handle, trainable)</c> or <c>hub.KerasLayer(handle, trainable)</c>.</summary>
    public bool IsKerasLayer(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor
        ? IsKerasLayer(method.ContainingType)
        : method.Name == "KerasLayer" && _hubMethods is not null && SymbolEqualityComparer.Default.Equals(method.ContainingType, _hubMethods);

    public bool IsKerasLayer(ITypeSymbol? type) => _kerasLayer is not null && SymbolEqualityComparer.Default.Equals(type, _kerasLayer);

    /// <summary>The settable flag of a layer's arguments, the only one there that can be assigned.</summary>
    public bool IsArgsSwitch(IPropertySymbol property) => property.Name == "Trainable" && IsLayerArgs(property.ContainingType);

    public bool IsLayerArgs(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (_layerArgs is not null && SymbolEqualityComparer.Default.Equals(type, _layerArgs))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a member belongs to TensorFlow.NET's Keras or Hub.</summary>
    public static bool IsKeras(ISymbol member) => member.OutermostNamespace() == "Tensorflow";
}
