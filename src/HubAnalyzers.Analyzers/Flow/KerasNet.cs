using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Networks that are built with TensorFlow.NET's Keras: what its calls make, by the name of the member that made it.</summary>
internal static class KerasNet
{
    /// <summary>Under which a made object keeps the Hub layer whose output it is.</summary>
    public const string Source = "$source";

    private const string Member = "$member";
    private const string This = "$this";

    /// <summary>What a call or constructor of Keras makes.</summary>
    public static ObjectDenotation Make(IMethodSymbol method, Denotation? instance, ObjectDenotation arguments)
    {
        var made = arguments.With(Member, new ConstantDenotation(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name));
        if (instance is not null)
        {
            made = made.With(This, instance);
        }

        return method.Name != "Apply" ? made
            : instance is ModelDenotation { IsKerasLayer: true } ? made.With(Source, instance)
            : PassesOn(instance) && arguments["inputs"] is ObjectDenotation inputs ? made.With(Source, inputs[Source])
            : made;
    }

    /// <summary>Whether a layer gives on the values that it gets: what is stacked on it is stacked on what lies below.</summary>
    public static bool PassesOn(Denotation? layer) => IsLayer(layer, "Dropout") || IsLayer(layer, "Flatten") || IsLayer(layer, "Reshape");

    public static bool IsLayer(Denotation? value, string name) => value is ObjectDenotation made && made[Member].ConstantOf<string>() == name;

    /// <summary>The arguments object that a network was made with.</summary>
    public static ObjectDenotation? ArgsOf(ObjectDenotation net) => IsLayer(net, "Sequential") ? net["args"] as ObjectDenotation : null;

    /// <summary>The layers of a network in their order; null where they are not known.</summary>
    public static ImmutableArray<Denotation?>? LayersOf(ObjectDenotation net)
    {
        if (IsLayer(net, "Sequential"))
        {
            return ((net["layers"] ?? ArgsOf(net)?["Layers"]) as SequenceDenotation)?.Items.Items;
        }

        if (!IsLayer(net, "Model"))
        {
            return null;
        }

        var layers = ImmutableArray.CreateBuilder<Denotation?>();
        for (var at = net["outputs"] as ObjectDenotation; IsLayer(at, "Apply"); at = at["inputs"] as ObjectDenotation)
        {
            layers.Insert(0, at![This]);
        }

        return layers.ToImmutable();
    }

    public static ObjectDenotation? Add(ObjectDenotation net, Denotation? layer)
    {
        var layers = LayersOf(net) ?? ImmutableArray<Denotation?>.Empty;
        return IsLayer(net, "Sequential") ? net.With("layers", new SequenceDenotation(new DenotationList(layers.Add(layer)))) : null;
    }

    /// <summary>Whether a layer is known to move: by its argument, or by the default of it.</summary>
    public static bool Trains(ObjectDenotation layer) => layer["args"] is ObjectDenotation args
        ? args["Trainable"] is null or ConstantDenotation { Value: true }
        : layer["trainable"].IsTrue();

    /// <summary>The Hub layer in a network that was asked to train.</summary>
    public static ModelDenotation? TrainingLayerOf(ObjectDenotation net)
    {
        foreach (var layer in LayersOf(net) ?? ImmutableArray<Denotation?>.Empty)
        {
            if (layer is ModelDenotation { IsKerasLayer: true, Trains: true } model)
            {
                return model;
            }
        }

        return null;
    }

    /// <summary>Whether a network ends in a new dense layer on a Hub layer.</summary>
    public static bool HasHead(ObjectDenotation net)
    {
        var isAbove = false;
        foreach (var layer in LayersOf(net) ?? ImmutableArray<Denotation?>.Empty)
        {
            if (isAbove && IsLayer(layer, "Dense"))
            {
                return true;
            }

            isAbove |= layer is ModelDenotation;
        }

        return false;
    }

    /// <summary>The name of an optimizer; null where the object is none.</summary>
    public static string? OptimizerOf(ObjectDenotation made) => made[Member].ConstantOf<string>() is "Adam" or "AdamW" or "RMSprop" or "SGD" ? made[Member].ConstantOf<string>() : null;

    public static bool IsInput(Denotation? value) => IsLayer(value, "Input");
}
