using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Saves a run and finds what it goes on from.</summary>
internal sealed class Checkpoints
{
    private const string Weights = "weights/";
    private const string Best = "best/";
    private const string OptimizerSlots = "optimizer/";

    private readonly RunContext _context;
    private readonly CheckpointOptions _options;
    private readonly CheckpointFolder _folder;
    private readonly RunIdentity _identity;
    private readonly List<(string Name, string Why)> _refused = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CheckpointPace _pace = new();

    public Checkpoints(RunContext context, CheckpointOptions options)
    {
        _context = context;
        _options = options;
        _folder = new CheckpointFolder(Path.GetFullPath(options.Folder));
        if (!options.Resume && _folder.Names.Count > 0)
        {
            throw new IOException($"{options.Folder}: holds checkpoints of a run; set Resume to go on from them, or choose another folder");
        }

        _identity = RunIdentity.Of(context);
        _folder.Prepare();
    }

    /// <summary>The checkpoint that the run went on from; null where it started anew.</summary>
    public string? ResumedFrom { get; private set; }

    /// <summary>The checkpoints that were passed over, and why, in sentences.</summary>
    public IEnumerable<string> Refusals => _refused.Select(static r => $"The checkpoint '{r.Name}' was not used: {r.Why}.");

    /// <summary>Puts weights back as the newest usable checkpoint has them.</summary>
    /// <param name="hashes">The hashes of the model's variables as they are now.</param>
    /// <param name="best">Takes the best weights.</param>
    /// <param name="restoreOptimizer">Puts the optimizer's slots back, once it is there.</param>
    /// <returns>Where the run stood; null where there is nothing to go on from.</returns>
    /// <exception cref="ForeignCheckpointsException">There are checkpoints, but they are another run's.</exception>
    public RunState? Resume(IReadOnlyDictionary<string, string> hashes, BestWeights best, out Action<Optimizer>? restoreOptimizer)
    {
        var isForeign = false;
        foreach (var name in _folder.Names)
        {
            try
            {
                var (state, tensors) = _folder.Read(name);
                using (tensors)
                {
                    if ((state.Identity.DifferenceFrom(_identity) ?? DifferenceOf(state.Run, hashes)) is { } difference)
                    {
                        isForeign = true;
                        _refused.Add((name, difference));
                        continue;
                    }

                    restoreOptimizer = Restore(state, tensors, best);
                    ResumedFrom = name;
                    return state.Run;
                }
            }
            catch (Exception e) when (e is InvalidDataException or HubModelFormatException)
            {
                _refused.Add((name, e.Message));
            }
        }

        restoreOptimizer = null;
        return isForeign
            ? throw new ForeignCheckpointsException($"{_options.Folder}: no checkpoint is this run's. {string.Join(" ", Refusals)} Choose another folder, or run with what they were made with.")
            : null;
    }

    /// <summary>Whether an epoch that ended is worth a checkpoint: always, where they were asked for within epochs too.</summary>
    public bool IsDue => _options.EverySteps is not null || _pace.IsDue(_clock.Elapsed);

    /// <summary>Saves where the run stands, and removes what is older than may be kept.</summary>
    public void Save(RunState state, Optimizer optimizer, BestWeights best)
    {
        var start = _clock.Elapsed;
        var tensors = TrainedWeights.All(_context.Model, _context.Head, state.Trained).Select(static w => CheckpointTensor.Of(Weights + w.Name, w.Value))
            .Concat(best.Values.Select(static w => CheckpointTensor.Of(Best + w.Name, w.Value)))
            .Concat(SlotsOf(optimizer).Select(static s => CheckpointTensor.Of(s.Key, s.Value)));
        _folder.Write(new CheckpointState(CheckpointState.CurrentSchema, _identity, optimizer.Steps, state), [.. tensors]);
        foreach (var name in _folder.Names.Where(n => _refused.All(r => r.Name != n)).Skip(_options.Keep))
        {
            _folder.Delete(name);
        }

        _pace.Wrote(start, _clock.Elapsed);
    }

    /// <summary>What never trained must be as it was when the run began.</summary>
    private static string? DifferenceOf(RunState state, IReadOnlyDictionary<string, string> hashes) =>
        state.Hashes.FirstOrDefault(h => !state.Trained.Contains(h.Key) && hashes.GetValueOrDefault(h.Key) != h.Value) is { Key: { } name }
            ? $"the variable '{name}' is not what it was when that run began"
            : null;

    /// <summary>Reads everything before anything is changed.</summary>
    private Action<Optimizer> Restore(CheckpointState state, TensorBundleReader bundle, BestWeights best)
    {
        using var scope = torch.NewDisposeScope();
        var targets = TrainedWeights.All(_context.Model, _context.Head, state.Run.Trained).ToList();
        var weights = targets.ToDictionary(static w => w.Name, w => CheckpointTensor.Read(bundle, Weights + w.Name, w.Value), StringComparer.Ordinal);
        var bestWeights = _context.Options.RestoreBestWeights
            ? targets.Select(w => (w.Name, CheckpointTensor.Read(bundle, Best + w.Name, w.Value))).ToList()
            : [];
        var slots = bundle.Keys.Where(static k => k.StartsWith(OptimizerSlots, StringComparison.Ordinal)).ToDictionary(static k => k, bundle.ReadBytes, StringComparer.Ordinal);

        TrainedWeights.Set(_context.Model, _context.Head, state.Run.Trained, name => weights[name]);
        best.Add(bestWeights);
        best.IsKept = state.Run.RunBest is not null;
        return optimizer =>
        {
            optimizer.Steps = state.OptimizerSteps;
            using var noGrad = torch.no_grad();
            foreach (var (key, value) in SlotsOf(optimizer))
            {
                using var saved = TensorTypes.FromBytes(slots[key], value.dtype, value.shape);
                value.copy_(saved);
            }
        };
    }

    private static IEnumerable<(string Key, torch.Tensor Value)> SlotsOf(Optimizer optimizer) =>
        from slot in Enumerable.Range(0, optimizer.SlotNames.Count)
        from parameter in Enumerable.Range(0, optimizer.Parameters.Count)
        select ($"{OptimizerSlots}{optimizer.SlotNames[slot]}/{optimizer.Parameters[parameter].Name}", optimizer.Slot(slot, parameter));
}
