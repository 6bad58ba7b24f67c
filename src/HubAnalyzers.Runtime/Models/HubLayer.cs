using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>A layer of a loaded model: what its bytes say of it, and the switch that makes it train.</summary>
public abstract class HubLayer
{
    private readonly HubModel _model;

    private protected HubLayer(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables)
    {
        _model = model;
        Facts = facts;
        Variables = variables;
    }

    /// <summary>The layer's original name: its scope, with slashes.</summary>
    public string Name => Facts.Name;

    /// <summary>What the model's bytes say of it.</summary>
    public HubLayerInfo Facts { get; }

    /// <summary>What it computes.</summary>
    public LayerKind Kind => Facts.Kind;

    /// <summary>Whether it can be trained.</summary>
    public Trainability Trainability => Facts.Trainability;

    /// <summary>Its variables.</summary>
    public IReadOnlyList<HubVariable> Variables { get; }

    /// <summary>Whether the layer trains: whether any of its variables does. Setting it sets all of them that can train.</summary>
    /// <exception cref="HubTrainabilityException">It cannot be trained: HUB0001 (the model cannot), HUB0002 (batch normalization), HUB0005 (this layer cannot).</exception>
    public bool Trainable
    {
        get => Variables.Any(static v => v.Trainable);
        set
        {
            if (value && Refusal() is { } refusal)
            {
                throw refusal;
            }

            Set(value);
        }
    }

    internal void Set(bool value)
    {
        // All values first: one that cannot be read must not leave half of the layer switched on.
        foreach (var variable in Variables.Where(v => value && v.CanTrain))
        {
            _ = variable.Own;
        }

        foreach (var variable in Variables)
        {
            variable.Set(value && variable.CanTrain);
        }
    }

    internal HubTrainabilityException? Refusal()
    {
        if (_model.Facts.Verdict == TrainabilityVerdict.None)
        {
            return _model.RefusalOfModel(Phrases.Layer(Name));
        }

        return Facts.Trainability switch
        {
            Trainability.Trainable => null,
            Trainability.BatchNorm when _model.BatchNormPolicy != BatchNormPolicy.Frozen => null,
            Trainability.BatchNorm => new HubTrainabilityException(
                Rulebook.BatchNorm, Facts.Reason, Rulebook.Say(Rulebook.BatchNormMessage, Name, _model.Facts.Name, Facts.Why, Facts.Reason)),
            _ => new HubTrainabilityException(
                Rulebook.FrozenLayer, Facts.Reason, Rulebook.Say(Rulebook.FrozenLayerMessage, Name, _model.Facts.Name, Facts.Why, Facts.Reason)),
        };
    }

    internal static HubLayer Create(HubModel model, HubLayerInfo facts, IReadOnlyList<HubVariable> variables) => facts.Kind switch
    {
        LayerKind.Conv2D => new ConvLayer(model, facts, variables),
        LayerKind.DepthwiseConv2D => new DepthwiseConvLayer(model, facts, variables),
        LayerKind.Dense => new DenseLayer(model, facts, variables),
        LayerKind.Embedding => new EmbeddingLayer(model, facts, variables),
        LayerKind.BatchNorm => new BatchNormLayer(model, facts, variables),
        LayerKind.LayerNorm => new LayerNormLayer(model, facts, variables),
        LayerKind.Lstm => new LstmLayer(model, facts, variables),
        LayerKind.Gru => new GruLayer(model, facts, variables),
        _ => new OtherLayer(model, facts, variables),
    };
}
