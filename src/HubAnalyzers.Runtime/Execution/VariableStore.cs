using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Bundles;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Execution;

/// <summary>
/// The values of a model's variables as leaf tensors in TensorFlow's layout (convolution kernels are height, width, in, out).
/// A value comes from the checkpoint, its checksum checked, when it is first asked for; where it can, it shares the memory of the mapped
/// shard until it trains or is set. One store serves all traces of a model, and threads that call the model at once.
/// </summary>
internal sealed class VariableStore : IDisposable
{
    private const long MostAtOnce = 1 << 20;
    private readonly TensorBundleReader? _bundle;
    private readonly string _file;
    private readonly ImportOptions _options;
    private readonly Dictionary<string, GraphVariable> _variables = new(StringComparer.Ordinal);

    /// <summary>Every run reads them, so that one which is there costs no lock; all else happens under it.</summary>
    private readonly ConcurrentDictionary<string, Tensor> _values = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _handedOut = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _versions = new(StringComparer.Ordinal);

    /// <summary>Creates a store over a checkpoint; without one, every value must be set before it is read.</summary>
    /// <param name="file">The checkpoint's name, for messages.</param>
    /// <param name="bundle">The checkpoint; the caller disposes it, after the store.</param>
    /// <param name="options">Type and device of the values.</param>
    public VariableStore(string file, TensorBundleReader? bundle, ImportOptions? options = null)
    {
        TorchNative.EnsureLoaded();
        _file = file;
        _bundle = bundle;
        _options = options ?? new ImportOptions();
    }

    public ImportOptions Options => _options;

    /// <summary>The names of all variables, in the order in which they were added.</summary>
    public IReadOnlyCollection<string> Names
    {
        get
        {
            lock (_lock)
            {
                return [.. _variables.Keys];
            }
        }
    }

    /// <summary>The variable's value. Change it in place, without recording: it stays the same tensor.</summary>
    public Tensor this[string name] => _values.TryGetValue(name, out var value) ? value : Load(name);

    /// <summary>The variable's value for a caller, who may change it in place: what was computed from it is then checked before it is used again.</summary>
    public Tensor HandOut(string name)
    {
        lock (_lock)
        {
            var value = this[name];
            if (_handedOut.Add(name))
            {
                Changed(name);
            }

            return value;
        }
    }

    /// <summary>Whether callers have the variable's tensor.</summary>
    public bool IsHandedOut(string name)
    {
        lock (_lock)
        {
            return _handedOut.Contains(name);
        }
    }

    /// <summary>Grows with every change of the variable's value that the engine makes, and when it begins or ceases to train.</summary>
    public long VersionOf(string name) => _versions.GetValueOrDefault(name);

    /// <summary>Notes that the variable's value was changed in place.</summary>
    public void Changed(string name) => _versions.AddOrUpdate(name, 1, static (_, version) => version + 1);

    /// <summary>Makes variables known; one that is known already stays as it is.</summary>
    public void Add(IEnumerable<GraphVariable> variables)
    {
        lock (_lock)
        {
            foreach (var variable in variables)
            {
                _variables.TryAdd(variable.Name, variable);
            }
        }
    }

    public GraphVariable Describe(string name)
    {
        lock (_lock)
        {
            return _variables.TryGetValue(name, out var variable) ? variable : throw new KeyNotFoundException($"{_file}: there is no variable '{name}'");
        }
    }

    /// <summary>Whether the value has been read or set; one that has not is what the checkpoint holds.</summary>
    public bool IsLoaded(string name) => _values.ContainsKey(name);

    /// <summary>Whether the value's memory is the checkpoint's own.</summary>
    public bool IsShared(string name)
    {
        lock (_lock)
        {
            return _shared.Contains(name);
        }
    }

    /// <summary>Whether gradients are computed for the variable.</summary>
    public bool GetRequiresGrad(string name) => _values.TryGetValue(name, out var value) && value.requires_grad;

    /// <summary>Switches the gradient on or off; switching it off also drops a gradient that is there.</summary>
    public void SetRequiresGrad(string name, bool requiresGrad)
    {
        var value = requiresGrad ? ToChange(name) : this[name];
        Changed(name);
        value.requires_grad = requiresGrad;
        if (!requiresGrad)
        {
            value.grad = null;
        }
    }

    /// <summary>The variable's value, to be changed in place: no longer the checkpoint's own memory.</summary>
    public Tensor ToChange(string name)
    {
        lock (_lock)
        {
            var value = this[name];
            if (_shared.Remove(name))
            {
                using var noGrad = no_grad();
                using var copy = value.detach().clone();
                value.set_(copy);
            }

            return value;
        }
    }

    /// <summary>Copies a value over the variable's, converted to the store's type and device.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void Set(string name, Tensor value)
    {
        lock (_lock)
        {
            var variable = Describe(name);
            Changed(name);
            if (!_values.TryGetValue(name, out var own))
            {
                RequireShape(variable, value.shape);
                using (no_grad())
                using (var converted = value.detach().to(TypeOf(variable), DeviceOf()))
                {
                    _values[name] = Own(converted.clone());
                }

                return;
            }

            if (!own.shape.SequenceEqual(value.shape))
            {
                throw new ArgumentException($"variable '{name}' has shape [{string.Join(", ", own.shape)}], the value [{string.Join(", ", value.shape)}]", nameof(value));
            }

            using (no_grad())
            using (var source = value.detach())
            {
                if (_shared.Remove(name))
                {
                    using var memory = empty_like(own);
                    own.set_(memory);
                }

                own.copy_(source);
            }
        }
    }

    /// <summary>The value as TensorFlow stores it: the declared type, little-endian, rows first.</summary>
    public byte[] ToBytes(string name)
    {
        using var stream = new MemoryStream();
        Write(name, stream);
        return stream.ToArray();
    }

    /// <summary>Writes the value as TensorFlow stores it, piece by piece.</summary>
    public void Write(string name, Stream stream)
    {
        var variable = Describe(name);
        if (!IsLoaded(name) && variable.CheckpointKey is { } key && _bundle?.TryGetEntry(key, out _) == true)
        {
            _bundle.CopyTo(key, stream);
            return;
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var value = this[name].detach().cpu().to(TensorTypes.ToTorch(variable.DType)!.Value).contiguous();

        // A tensor may have more bytes than a span counts.
        var elements = value.view(-1);
        for (var done = 0L; done < elements.numel(); done += MostAtOnce)
        {
            using var piece = elements.narrow(0, done, Math.Min(MostAtOnce, elements.numel() - done));
            stream.Write(piece.bytes);
        }
    }

    public void Dispose()
    {
        foreach (var value in _values.Values)
        {
            value.Dispose();
        }

        _values.Clear();
    }

    private Tensor Load(string name)
    {
        lock (_lock)
        {
            // Another thread may have been first.
            return _values.TryGetValue(name, out var value) ? value : _values[name] = Read(name);
        }
    }

    private Parameter Read(string name)
    {
        var variable = Describe(name);
        const string remedy = "download the model again, or export it anew";
        if (variable.CheckpointKey is null || _bundle is null || !_bundle.TryGetEntry(variable.CheckpointKey, out var entry))
        {
            throw new HubModelFormatException(_file, $"it has no value of variable '{name}' (key '{variable.CheckpointKey}')", remedy);
        }

        if (TensorTypes.ToTorch(entry.WireType) is not { } type || entry.WireType != variable.DType)
        {
            throw new HubModelFormatException(_file, $"variable '{name}' has elements of type {DTypes.NameOf(entry.WireType)}, declared {DTypes.NameOf(variable.DType)}", remedy);
        }

        RequireShape(variable, [.. entry.Shape]);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (stored, mapped) = CheckpointTensors.Read(_bundle, entry, type, _options.MapWeights);
        var value = stored.to(TypeOf(variable), DeviceOf());
        if (mapped && value.dtype == type && value.device_type == DeviceType.CPU)
        {
            _shared.Add(name);
        }

        return Own(value);
    }

    /// <summary>
    /// A value is a Parameter from the start, for an optimizer takes nothing else, and making one of a tensor later
    /// would take the tensor's handle away.
    /// </summary>
    private static Parameter Own(Tensor value)
    {
        var parameter = new Parameter(value, requires_grad: false);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    private void RequireShape(GraphVariable variable, long[] shape)
    {
        if (shape.Length != variable.Shape.Count || shape.Where((d, i) => variable.Shape[i] >= 0 && variable.Shape[i] != d).Any())
        {
            throw new HubModelFormatException(
                _file,
                $"variable '{variable.Name}' has shape [{string.Join(", ", shape)}], declared [{string.Join(", ", variable.Shape)}]",
                "download the model again, or export it anew");
        }
    }

    private ScalarType TypeOf(GraphVariable variable)
    {
        var type = TensorTypes.ToTorch(variable.DType) ?? throw new HubModelFormatException(
            _file, $"variable '{variable.Name}' has elements of type {DTypes.NameOf(variable.DType)}, which the engine does not compute with", "leave it out of the call");
        return type == ScalarType.Float32 ? _options.WeightType : type;
    }

    private Device DeviceOf() => _options.Device ?? CPU;
}
