using System.Collections.Immutable;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What the libraries' members say of a known model, layer, variable or sequence.</summary>
internal sealed class LibraryMembers(LibrarySymbols symbols, StatedLoadOptions options)
{
    /// <summary>The value of a property, or the switch where it is one.</summary>
    public Denotation? Read(IPropertySymbol property, Denotation? instance)
    {
        if (IsSwitch(property, instance))
        {
            return new SwitchDenotation(instance!);
        }

        if (symbols.LayerNameOf(property) is { } layer)
        {
            var model = instance switch
            {
                ModelDenotation of => of,
                ScopeDenotation scope => scope.Of,
                _ => symbols.ModelAround(property.ContainingType, out _) is { } around ? options.OfUnseenLoad(new ModelDenotation(around)) : null,
            };
            return model is null ? null : LayerOf(model, layer);
        }

        return instance switch
        {
            ModelDenotation or ScopeDenotation when symbols.ModelAround(property.Type, out var nested) is not null && nested => new ScopeDenotation(instance as ModelDenotation ?? ((ScopeDenotation)instance).Of),
            ObjectDenotation known => known[property.Name],
            SequenceDenotation sequence when property.Name is "Count" or "Length" => new ConstantDenotation(sequence.Items.Count),
            EnumeratorDenotation => null,
            _ when !symbols.IsFactType(property.ContainingType) => null,
            ModelDenotation model => OfModel(model, property.Name),
            LayerDenotation known => OfLayer(known, property.Name),
            VariableDenotation variable => OfVariable(variable, property.Name),
            SequenceDenotation sequence => OfLayers(sequence, property.Name),
            _ => null,
        };
    }

    /// <summary>Whether a value is of a type; null where that is not known.</summary>
    public bool? IsOfType(Denotation? value, ITypeSymbol? type) => value switch
    {
        ConstantDenotation { Value: null } => false,
        _ when type is null => null,
        LayerDenotation or ModelDenotation or VariableDenotation when type.SpecialType == SpecialType.System_Object => true,
        LayerDenotation when symbols.IsHubLayer(type) => true,
        LayerDenotation layer when symbols.IsKindOfLayer(type) => type.Name == LayerTypes.NameOf(layer.Layer.Kind),
        ModelDenotation { IsKerasLayer: false } when symbols.IsHubModel(type) => true,
        _ => null,
    };

    public static LayerDenotation? LayerOf(ModelDenotation model, string name) =>
        ManifestNames.Of(model.Model).Layer(name) is { } layer ? new LayerDenotation(model, layer) : null;

    public static SequenceDenotation LayersOf(ModelDenotation model) => new(DenotationList.Of(model.Model.Layers.Items, l => new LayerDenotation(model, l)));

    public static SequenceDenotation VariablesOf(ModelDenotation model) => VariablesOf(model, ofLayers: true);

    /// <summary>The variables that belong to no layer, beside all those that do; null where the sequence is another.</summary>
    public static SequenceDenotation? BesideLayers(SequenceDenotation sequence)
    {
        if (sequence.Items.Count == 0 || sequence.Items[0] is not VariableDenotation { Of: var of })
        {
            return null;
        }

        var others = VariablesOf(of, ofLayers: false);
        return sequence.Items.Count + others.Items.Count == of.Model.Variables.Count ? others : null;
    }

    private static SequenceDenotation VariablesOf(ModelDenotation model, bool ofLayers)
    {
        var variables = ImmutableArray.CreateBuilder<Denotation?>();
        foreach (var variable in model.Model.Variables)
        {
            if (variable.Layer is not null == ofLayers)
            {
                variables.Add(new VariableDenotation(model, variable));
            }
        }

        return new SequenceDenotation(new DenotationList(variables.ToImmutable()));
    }

    /// <summary>Whether a property is the switch that makes something train. An unrelated property of that name is not.</summary>
    private bool IsSwitch(IPropertySymbol property, Denotation? instance) => instance switch
    {
        EachDenotation or null => false,
        ModelDenotation { IsKerasLayer: true } => symbols.TensorFlowNet?.IsArgsSwitch(property) == true,
        ModelDenotation or LayerDenotation or VariableDenotation =>
            property is { Name: "Trainable" or "trainable", Type.SpecialType: SpecialType.System_Boolean, IsStatic: false },
        _ => false,
    };

    private static Denotation? OfModel(ModelDenotation model, string member) => member switch
    {
        "Layers" => LayersOf(model),
        "Variables" => VariablesOf(model),
        "Facts" or "Info" => model,
        "BatchNormPolicy" => StatedLoadOptions.AtRunTime(model),
        "Verdict" => new ConstantDenotation((int)model.Model.Verdict),
        "Name" => new ConstantDenotation(model.Model.Name),
        "Handle" => new ConstantDenotation(model.Model.Handle),
        "Digest" => new ConstantDenotation(model.Model.Digest),
        "Reason" => new ConstantDenotation(model.Model.Reason),
        _ => null,
    };

    private static Denotation? OfLayer(LayerDenotation layer, string member) => member switch
    {
        "Facts" => layer,
        "Name" => new ConstantDenotation(layer.Layer.Name),
        "Accessor" => new ConstantDenotation(layer.Layer.Accessor),
        "Kind" => new ConstantDenotation((int)layer.Layer.Kind),
        "Trainability" => new ConstantDenotation((int)layer.Layer.Trainability),
        "Reason" => new ConstantDenotation(layer.Layer.Reason),
        "Parent" => new ConstantDenotation(layer.Layer.Parent),
        "Parameters" => new ConstantDenotation(layer.Layer.Parameters),
        "Variables" => OfNames(layer),
        _ => null,
    };

    private static SequenceDenotation OfNames(LayerDenotation layer)
    {
        var variables = ImmutableArray.CreateBuilder<Denotation?>();
        foreach (var name in layer.Layer.Variables)
        {
            variables.Add(VariableOf(layer.Of, name));
        }

        return new SequenceDenotation(new DenotationList(variables.ToImmutable()));
    }

    private static VariableDenotation? VariableOf(ModelDenotation model, string name) =>
        ManifestNames.Of(model.Model).Variable(name) is { } variable ? new VariableDenotation(model, variable) : null;

    private static Denotation? OfVariable(VariableDenotation variable, string member) => member switch
    {
        "Facts" => variable,
        "Name" => new ConstantDenotation(variable.Variable.Name),
        "Layer" => new ConstantDenotation(variable.Variable.Layer),
        "Role" => new ConstantDenotation((int)variable.Variable.Role),
        "Trainability" => new ConstantDenotation((int)variable.Variable.Trainability),
        "Reason" => new ConstantDenotation(variable.Variable.Reason),
        "DType" => new ConstantDenotation(variable.Variable.DType),
        _ => null,
    };

    private static SequenceDenotation? OfLayers(SequenceDenotation layers, string member) => member switch
    {
        "ThatCanTrain" => Select(layers, static l => l.Trainability == Trainability.Trainable),
        "BatchNorm" => Select(layers, static l => l.Kind == LayerKind.BatchNorm),
        _ => null,
    };

    /// <summary>The layers of a sequence that a condition admits; null where one of them is not known.</summary>
    public static SequenceDenotation? Select(SequenceDenotation layers, System.Func<ManifestLayer, bool> admits)
    {
        var selected = ImmutableArray.CreateBuilder<Denotation?>();
        foreach (var item in layers.Items.Items)
        {
            if (item is not LayerDenotation layer)
            {
                return null;
            }

            if (admits(layer.Layer))
            {
                selected.Add(layer);
            }
        }

        return new SequenceDenotation(new DenotationList(selected.ToImmutable()));
    }
}
