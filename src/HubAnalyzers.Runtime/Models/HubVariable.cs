using HubAnalyzers.Runtime.Execution;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>A variable of a loaded model.</summary>
public sealed class HubVariable
{
    private readonly HubModel _model;
    private readonly VariableStore _store;

    internal HubVariable(HubModel model, VariableStore store, HubVariableInfo facts)
    {
        _model = model;
        _store = store;
        Facts = facts;
    }

    /// <summary>The variable's name, unique in the model.</summary>
    public string Name => Facts.Name;

    /// <summary>What the model's bytes say of it.</summary>
    public HubVariableInfo Facts { get; }

    /// <summary>The value, a leaf tensor in TensorFlow's layout (a convolution's kernel is height, width, in, out). Owned by the model; read from the checkpoint when first asked for.</summary>
    /// <exception cref="SavedModel.HubModelFormatException">The checkpoint does not hold it, or its bytes are damaged.</exception>
    public torch.Tensor Value => _store[Name];

    /// <summary>Whether gradients are computed for it. Everything starts frozen.</summary>
    /// <exception cref="HubTrainabilityException">It cannot be trained: HUB0001, HUB0002, HUB0003 or HUB0005.</exception>
    public bool Trainable
    {
        get => _store.GetRequiresGrad(Name);
        set
        {
            if (value && Refusal() is { } refusal)
            {
                throw refusal;
            }

            Set(value);
        }
    }

    /// <summary>Whether training it is allowed under the model's policy.</summary>
    internal bool CanTrain => Refusal() is null;

    internal void Set(bool value)
    {
        if (value || _store.GetRequiresGrad(Name))
        {
            _store.SetRequiresGrad(Name, value);
        }
    }

    /// <summary>The value's bytes as a checkpoint holds them: little-endian, row-major.</summary>
    internal byte[] ToBytes() => _store.ToBytes(Name);

    private HubTrainabilityException? Refusal()
    {
        var why = Facts.Why;
        if (_model.Facts.Verdict == TrainabilityVerdict.None)
        {
            return _model.RefusalOfModel($"variable '{Name}'");
        }

        return Facts.Trainability switch
        {
            Trainability.Trainable => null,
            Trainability.BatchNorm when _model.BatchNormPolicy != BatchNormPolicy.Frozen => null,
            Trainability.BatchNorm => new HubTrainabilityException(
                Rulebook.BatchNorm, Facts.Reason, Rulebook.Say(Rulebook.BatchNormMessage, Facts.Layer ?? Name, _model.Facts.Name, why, Facts.Reason)),
            _ when Facts.Reason is ReasonCodes.NotAWeight or ReasonCodes.BatchNormStatistics => new HubTrainabilityException(
                Rulebook.NotAWeight, Facts.Reason, Rulebook.Say(Rulebook.NotAWeightMessage, Name, _model.Facts.Name, why, Facts.Reason)),
            _ => new HubTrainabilityException(
                Rulebook.FrozenLayer, Facts.Reason, Rulebook.Say(Rulebook.FrozenLayerMessage, Facts.Layer ?? Name, _model.Facts.Name, why, Facts.Reason)),
        };
    }
}
