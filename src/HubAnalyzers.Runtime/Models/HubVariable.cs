using System.IO;
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
    public torch.Tensor Value
    {
        get
        {
            _model.RequireAlive();
            return _store.HandOut(Name);
        }
    }

    /// <summary>Whether gradients are computed for it. Everything starts frozen.</summary>
    /// <exception cref="HubTrainabilityException">It cannot be trained: HUB0001, HUB0002, HUB0003 or HUB0005.</exception>
    public bool Trainable
    {
        get
        {
            _model.RequireAlive();
            return _store.GetRequiresGrad(Name);
        }

        set
        {
            _model.RequireAlive();
            if (value && Refusal() is { } refusal)
            {
                throw refusal;
            }

            Set(value);
        }
    }

    /// <summary>Whether its value is in memory. One that is not is what the checkpoint holds.</summary>
    internal bool WasRead => _store.IsLoaded(Name);

    /// <summary>Whether there is a value, in memory or in the checkpoint.</summary>
    internal bool HasValue => WasRead || Facts.CheckpointKey.Length > 0;

    /// <summary>Whether training it is allowed under the model's policy.</summary>
    internal bool CanTrain => Refusal() is null;

    /// <summary>The value for what works on it within the engine: <see cref="Value"/> counts as given away, and is checked for changes from then on.</summary>
    internal torch.Tensor Own => _store[Name];

    /// <summary>Copies a value over the variable's.</summary>
    internal void SetOwn(torch.Tensor value) => _store.Set(Name, value);

    internal void Set(bool value)
    {
        _model.RequireAlive();
        if (value || _store.GetRequiresGrad(Name))
        {
            _store.SetRequiresGrad(Name, value);
        }
    }

    /// <summary>The value's bytes as a checkpoint holds them: little-endian, row-major.</summary>
    internal byte[] ToBytes() => _store.ToBytes(Name);

    /// <summary>Writes the value's bytes as a checkpoint holds them: little-endian, row-major.</summary>
    internal void Write(Stream stream) => _store.Write(Name, stream);

    private HubTrainabilityException? Refusal()
    {
        var why = Facts.Why;
        if (_model.Facts.Verdict == TrainabilityVerdict.None)
        {
            return _model.RefusalOfModel(Phrases.Variable(Name));
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
