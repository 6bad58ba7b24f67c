using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Runtime.Outputs;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>
/// A model loaded from its SavedModel into TorchSharp. It starts frozen, as a Hub layer does; <see cref="HubLayer.Trainable"/> unfreezes
/// one layer at a time. The classes that the generator makes of manifests derive from it.
/// </summary>
public partial class HubModel : IDisposable
{
    private readonly SavedModelFolder _folder;
    private readonly LoadedCall _call;
    private bool _disposed;

    /// <summary>Loads the model that a manifest describes.</summary>
    /// <param name="expected">The facts in the manifest.</param>
    /// <param name="options">Where to look and what to allow.</param>
    /// <exception cref="HubModelChangedException">The bytes found are not those the manifest describes.</exception>
    /// <exception cref="HubModelFormatException">The model is not on this machine, damaged, or in a form that is not understood.</exception>
    protected HubModel(HubModelInfo expected, HubLoadOptions? options)
        : this((expected ?? throw new ArgumentNullException(nameof(expected))).Handle, expected, options ?? new HubLoadOptions())
    {
    }

    private HubModel(string handleOrPath, HubModelInfo? expected, HubLoadOptions options)
    {
        options.RequireNamed();
        var path = options.Path ?? ModelLocator.Find(handleOrPath, SearchPaths(options));
        _folder = SavedModelFolder.Open(path);
        Facts = ModelInspector.Inspect(_folder, expected?.Handle ?? (HubHandle.Parse(handleOrPath).IsRemote ? handleOrPath : null));
        if (expected is not null && options.VerifyDigest && expected.Digest != Facts.Digest)
        {
            throw new HubModelChangedException(_folder.Path, expected, Facts);
        }

        FactsOfBytes = Facts;
        if ((options.ChooseOutput is { } choose ? choose(Facts) : options.Output) is { } output && ChosenOutput.Of(_folder, Facts, output) is var chosen && chosen != _folder)
        {
            _folder = chosen;
            Output = output;
            Facts = ChosenFacts.Of(FactsOfBytes, ModelInspector.Inspect(_folder, Facts.Handle, Facts.Digest, Facts.Files), output);
        }

        Device = options.Device == HubDevice.Cpu ? HubDevice.Cpu : DeviceSelection.Resolve(options.Device, Accelerators.Find());
        BatchNormPolicy = options.BatchNormPolicy;
        Numerics = $"{options.BatchNormPolicy}, {options.Precision}, {options.FrozenEngine}";
        _call = LoadedCall.Open(_folder, Facts, BatchNormPolicy, options.ToImport(Device), options.FrozenEngine);
        var variables = Facts.Variables.Where(static v => v.Layer is not null)
            .Select(v => new HubVariable(this, _call.Store, v)).ToList();
        var byName = variables.ToDictionary(static v => v.Name, StringComparer.Ordinal);
        Variables = variables;
        Layers = new HubLayerCollection(Facts.Name, Facts.Layers.Select(l => HubLayer.Create(this, l, l.Variables.Select(v => byName[v]).ToList())).ToList());
    }

    /// <summary>
    /// What the model's bytes say of it; read from them when it was loaded. Where <see cref="HubLoadOptions.Output"/> chose another result,
    /// of the model as far as that result.
    /// </summary>
    public HubModelInfo Facts { get; }

    /// <summary>How it computes, as far as results depend on it: two runs with other numbers are not the same run.</summary>
    internal string Numerics { get; }

    /// <summary>What the bytes say of the whole model, as a manifest has it.</summary>
    internal HubModelInfo FactsOfBytes { get; }

    /// <summary>The layers.</summary>
    public HubLayerCollection Layers { get; }

    /// <summary>The variables of the layers. Optimizer slots and counters of the training that saved the model are not loaded.</summary>
    public IReadOnlyList<HubVariable> Variables { get; }

    /// <summary>Where it computes; never <see cref="HubDevice.Auto"/>. Inputs are moved there, outputs stay there.</summary>
    public HubDevice Device { get; }

    /// <summary>What a request to train a batch normalization means.</summary>
    public BatchNormPolicy BatchNormPolicy { get; }

    /// <summary>
    /// Whether anything of the model trains. Setting it writes through to every layer: <c>true</c> is all or nothing and refused
    /// while one layer would refuse; <c>model.Layers.ThatCanTrain</c> names the layers that would not.
    /// </summary>
    /// <exception cref="HubTrainabilityException">HUB0001: nothing of the model can train. HUB0004: it reaches layers that must not.</exception>
    public bool Trainable
    {
        get => Layers.Any(static l => l.Trainable);
        set
        {
            RequireAlive();
            if (value)
            {
                RequireEveryLayerToTrain();
            }

            foreach (var layer in Layers)
            {
                layer.Set(value);
            }
        }
    }

    /// <summary>Loads a model.</summary>
    /// <param name="handleOrPath">A handle, or the folder that holds <c>saved_model.pb</c>.</param>
    /// <param name="options">Where to look and what to allow.</param>
    /// <exception cref="HubModelFormatException">The model is not on this machine, damaged, or in a form that is not understood.</exception>
    /// <exception cref="HubUnsupportedOpException">The call uses ops that the engine does not have; the message names them all.</exception>
    /// <exception cref="HubDeviceException">The device that was asked for is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that there is not.</exception>
    public static HubModel Load(string handleOrPath, HubLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(handleOrPath);
        return new HubModel(handleOrPath, expected: null, options ?? new HubLoadOptions());
    }

    /// <summary>The layer with this original name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest.</exception>
    public HubLayer GetLayer(string name) => Layers[name];

    /// <summary>
    /// Whether the model was saved with a call for training of its own. Where it was not, a call in training mode runs the call for
    /// inference: dropout does nothing, and no statistics move.
    /// </summary>
    public bool HasTrainingTrace => _call.Graphs.HasTrainingTrace;

    /// <summary>
    /// Runs the model's call. In inference batch normalization uses its moving statistics and dropout does nothing. In training
    /// dropout and augmentation are at work, and a batch normalization uses its moving statistics all the same, unless its layer trains
    /// under <see cref="BatchNormPolicy.Any"/>: then it uses those of the batch, and its moving ones follow. Gradients are recorded for
    /// what trains, and for the input where it requires them.
    /// </summary>
    /// <param name="input">The batch, in TensorFlow's layout (images are batch, height, width, channels).</param>
    /// <param name="training">Whether the call for training is run.</param>
    /// <returns>The first output, in memory of its own; the caller owns it.</returns>
    /// <exception cref="ArgumentException">The input's type or shape is not what the call takes.</exception>
    /// <exception cref="HubModelFormatException">The call for training has a batch normalization whose statistics cannot be told.</exception>
    /// <exception cref="HubUnsupportedOpException">The call for training uses ops that the engine does not have; the message names them all.</exception>
    /// <exception cref="HubOutOfMemoryException">There is not enough memory for a batch of this size.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public torch.Tensor Call(torch.Tensor input, bool training = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequireAlive();
        var trained = Trained();
        using var mode = torch.set_grad_enabled(torch.is_grad_enabled() && (input.requires_grad || trained.Count > 0));
        return _call.Run(input, training, trained);
    }

    /// <summary>
    /// How the call is computed for what trains now, each decision with its reason. How the two engines of the frozen part compared is
    /// in it after the first call.
    /// </summary>
    /// <param name="training">The mode, as of <see cref="Call"/>.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public ExecutionPlan Plan(bool training = false)
    {
        RequireAlive();
        return new ExecutionPlan(Facts, training, _call.Plan(training, Trained()));
    }

    /// <summary>
    /// The sum of the regularization losses that the model was saved with, to be added to the loss that is trained on; nought where it
    /// has none. Gradients are recorded for what trains.
    /// </summary>
    /// <returns>A single number; the caller owns it.</returns>
    /// <exception cref="HubModelFormatException">The model's list of losses is not understood.</exception>
    /// <exception cref="HubUnsupportedOpException">A loss uses ops that the engine does not have.</exception>
    public torch.Tensor RegularizationLoss()
    {
        RequireAlive();
        using var mode = torch.set_grad_enabled(torch.is_grad_enabled() && Trainable);
        return _call.Losses.Sum();
    }

    /// <summary>Frees the native memory of weights and graph.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The layer with this original name, as its kind's type; for generated accessors.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="InvalidCastException">It is of another kind.</exception>
    protected internal T GetLayer<T>(string name)
        where T : HubLayer => (T)Layers[name];

    /// <summary>Frees the native memory of weights and graph.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _call.Dispose();
        }

        _disposed = true;
    }

    /// <summary>1 while a run trains it.</summary>
    internal int IsBorrowed;

    /// <summary>The kind of result that its call was changed to give when it was loaded; null where it gives the model's first output.</summary>
    internal OutputKind? Output { get; }

    internal void RequireAlive() => ObjectDisposedException.ThrowIf(_disposed, this);

    internal HubTrainabilityException RefusalOfModel(string target) => new(
        Rulebook.FrozenModel, Facts.Reason, Rulebook.Say(Rulebook.FrozenModelMessage, Facts.Name, target, Facts.Why, Facts.Reason));

    /// <summary>The plan of the call for what trains now.</summary>
    internal PlannedCall Planned(bool training)
    {
        RequireAlive();
        return _call.Plan(training, Trained());
    }

    /// <summary>The first part of <see cref="Call"/>: what nothing trained has a share in. The caller owns the results.</summary>
    internal torch.Tensor[] CallFrozenPart(torch.Tensor input, bool training) => Planned(training).RunPrefix([input]);

    /// <summary>The rest of <see cref="Call"/>, on results of the first part; they stay the caller's, and so becomes the result.</summary>
    internal torch.Tensor CallTrainedPart(IReadOnlyList<torch.Tensor> frozen, bool training)
    {
        var plan = Planned(training);
        using var mode = torch.set_grad_enabled(torch.is_grad_enabled() && plan.Trained.Count > 0);
        return plan.RunSuffix(frozen, [])[0];
    }

    /// <summary>The part of <see cref="RegularizationLoss"/> that has a gradient; null where none has. The caller owns it.</summary>
    internal torch.Tensor? TrainedRegularizationLoss()
    {
        RequireAlive();
        return _call.Losses.SumOfTrained();
    }

    /// <summary>A digest over names and present values of some variables, <c>sha256:…</c>.</summary>
    internal string DigestOf(IEnumerable<string> variables)
    {
        RequireAlive();
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            foreach (var name in variables.Order(StringComparer.Ordinal))
            {
                // A zero byte ends a name, which holds none, and each value has the length that the model gives it.
                stream.Write(Encoding.UTF8.GetBytes(name + "\0"));
                _call.Store.Write(name, stream);
            }
        }

        return Sha256Digest.OfHash(hash.Hash!);
    }

    /// <summary>The variables that a call in training mode changes by itself while these train: moving statistics.</summary>
    /// <exception cref="HubModelFormatException">The model has no such call that can be run.</exception>
    internal IReadOnlySet<string> MovedByTraining(IEnumerable<HubVariable> trained)
    {
        RequireAlive();
        var graph = _call.Graphs.For(training: true, trained.Select(static v => v.Name).ToHashSet(StringComparer.Ordinal));
        return graph.Updates.Select(u => graph.Variables[u.Variable].Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>How the call is computed while some variables train, whether they do now or not.</summary>
    internal Planning.PlannedCall PlanOf(bool training, IReadOnlySet<string> trained)
    {
        RequireAlive();
        return _call.Plan(training, trained);
    }

    /// <summary>The first weight that is no number, for nothing can be learnt beside it; null where all are numbers.</summary>
    internal string? FirstNonFinite()
    {
        RequireAlive();
        return _call.FirstNonFinite();
    }

    /// <exception cref="HubModelFormatException">A weight is no number; the message names the variable.</exception>
    internal void RequireNumbers()
    {
        if (FirstNonFinite() is { } name)
        {
            throw new HubModelFormatException(
                _folder.VariablesPrefix + ".index", $"variable '{name}' holds values that are not finite numbers, so nothing can be trained", "download the model again, or set the variable first");
        }
    }

    private HashSet<string> Trained() => Variables.Where(static v => v.Trainable).Select(static v => v.Name).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> SearchPaths(HubLoadOptions options) =>
        [.. options.SearchPaths, Path.Combine(AppContext.BaseDirectory, "models"), Path.GetFullPath("models")];

    private void RequireEveryLayerToTrain()
    {
        if (Facts.Verdict == TrainabilityVerdict.None)
        {
            throw RefusalOfModel(Phrases.Model);
        }

        var refused = Layers.Where(static l => l.Refusal() is not null).ToList();
        if (refused.Count > 0)
        {
            var batchNorms = refused.Count(static l => l.Trainability == Trainability.BatchNorm);
            var reached = Phrases.Reached(batchNorms, refused.Count - batchNorms);
            var names = Phrases.UpToThree([.. refused.Select(static l => l.Name)]);
            throw new HubTrainabilityException(
                Rulebook.BulkWrite, refused[0].Facts.Reason, Rulebook.Say(Rulebook.BulkWriteMessage, Facts.Name, reached, names));
        }
    }
}
