using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>
/// What stands on a model's features or logits and learns the new task: <see cref="ClassificationHead"/>,
/// <see cref="MultiLabelHead"/>, <see cref="RegressionHead"/>, or a module of one's own in a <see cref="CustomHead"/>. It never stands on
/// probabilities, from which it would learn badly.
/// </summary>
public abstract class Head : IDisposable
{
    private protected Head(long features, torch.nn.Module<torch.Tensor, torch.Tensor> module, params HeadMetric[] metrics)
    {
        Features = features;
        Module = module;
        Metrics = [.. metrics, new HeadMetric(HeadMetric.Loss, HigherIsBetter: false)];
    }

    /// <summary>The size of the vectors it takes.</summary>
    public long Features { get; }

    /// <summary>The module, to save or to look into. What a <see cref="RegressionHead"/> says in the end, <see cref="Call"/> says and not its module.</summary>
    public torch.nn.Module<torch.Tensor, torch.Tensor> Module { get; }

    /// <summary>What it is measured by. The first decides what is better where the options name no other.</summary>
    public IReadOnlyList<HeadMetric> Metrics { get; }

    /// <summary>The number of classes or labels; null where it has none.</summary>
    internal virtual int? ClassCount => null;

    /// <summary>Whether its weights were freed.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>Its outputs for some features, [batch, outputs]. It computes where they lie.</summary>
    public torch.Tensor Call(torch.Tensor features)
    {
        Follow(features.device);
        return CallHere(features);
    }

    /// <summary>Writes the weights as a checkpoint.</summary>
    /// <param name="prefixPath">The path without <c>.index</c>.</param>
    public abstract void Export(string prefixPath);

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        IsDisposed = true;
        Module.Dispose();
        DisposeOwn();
        GC.SuppressFinalize(this);
    }

    /// <summary>Its kind, its weights' names and shapes and what else a run with it depends on: what makes it the head of a checkpoint or a receipt.</summary>
    internal virtual string Describe() => $"{GetType().Name}: {string.Join(", ", State().Select(static p => $"{p.Name} [{string.Join(", ", p.Value.shape)}]"))}";

    /// <summary>Whether chance has a share in its outputs while it trains; to set the seed for one in which it has none would only take time.</summary>
    internal virtual bool DrawsByChance => true;

    /// <summary>Its outputs for features that lie where its weights do: a run has seen to that.</summary>
    internal virtual torch.Tensor CallHere(torch.Tensor features) => Module.call(features);

    /// <summary>Makes it ready to learn some examples, where it is not yet.</summary>
    /// <returns>What takes that back, to the bit, as long as it has not trained.</returns>
    internal virtual Action Prepare(ExampleTargets targets) => static () => { };

    private protected virtual void DisposeOwn()
    {
    }

    /// <summary>What it shall answer for some examples, where its outputs lie.</summary>
    internal torch.Tensor TargetsFor(torch.Tensor outputs, ExampleTargets targets, int[] indices, BatchMix? mix)
    {
        var own = TargetsOf(targets, indices, mix);
        return outputs.device_type == DeviceType.CPU ? own : own.to(outputs.device);
    }

    /// <summary>What an export writes of it.</summary>
    /// <exception cref="HubExportException">It is a module of the user's own.</exception>
    internal abstract HeadForm ToExport();

    /// <summary>The size of the vectors that a head on a model takes.</summary>
    /// <exception cref="ArgumentException">The model's output cannot carry a head.</exception>
    internal static long FeaturesOf(HubModel model)
    {
        var output = model.Facts.Interface.Outputs.Count > 0 ? model.Facts.Interface.Outputs[0] : null;
        if (output?.Shape is not { Count: 2 } shape || shape[1] <= 0)
        {
            throw new ArgumentException($"The first output of '{model.Facts.Name}' is no vector of known size per image; a head needs [batch, n].", nameof(model));
        }

        if (output.Kind == OutputKind.Probabilities)
        {
            var other = model.Facts.Interface.Outputs.FirstOrDefault(static o => o.Kind is OutputKind.Features or OutputKind.Logits);
            var advice = Phrases.OtherOutput(other?.Name, other?.Kind ?? OutputKind.Unknown, isChosenAtLoad: true);
            throw new ArgumentException($"{Rulebook.HeadOnProbabilities}: {Rulebook.Say(Rulebook.HeadOnProbabilitiesMessage, output.Name, model.Facts.Name, advice)}", nameof(model));
        }

        return shape[1];
    }

    /// <summary>The weights that train, with the names they have in a run.</summary>
    internal IEnumerable<(string Name, torch.Tensor Value)> Parameters() =>
        Module.named_parameters().Where(static p => p.parameter.requires_grad).Select(static p => ("head/" + p.name, (torch.Tensor)p.parameter));

    /// <summary>Everything that training may change: the weights and, in a module of the user's own, its buffers.</summary>
    internal IEnumerable<(string Name, torch.Tensor Value)> State() =>
        Parameters().Concat(Module.named_buffers().Select(static b => ("head/" + b.name, b.buffer)));

    /// <summary>Checks that data has targets that it can learn.</summary>
    internal abstract void CheckTargets(ExampleTargets targets, string name);

    /// <summary>Checks that it can learn examples that are mixed with each other.</summary>
    internal virtual void CheckMixing(ExampleTargets targets, string name)
    {
    }

    /// <summary>What it shall answer for some examples, mixed as their values were.</summary>
    internal abstract torch.Tensor TargetsOf(ExampleTargets targets, int[] indices, BatchMix? mix);

    /// <summary>How much some examples count together: the mean in <see cref="Loss"/> is over this.</summary>
    internal virtual double WeightOf(ExampleTargets targets, int[] indices, LossSettings settings) => indices.Length;

    /// <summary>The mean loss of a batch.</summary>
    internal abstract torch.Tensor Loss(torch.Tensor outputs, torch.Tensor targets, LossSettings settings);

    /// <summary>The metrics but the loss, in their order.</summary>
    internal abstract IEnumerable<double> Measure(torch.Tensor outputs, torch.Tensor targets);

    /// <summary>What its answers amount to.</summary>
    internal virtual Evaluation Judge(HeadAnswers answers) => new(answers);

    /// <summary>Rows of numbers as a tensor, [n, k] of float32.</summary>
    private protected static torch.Tensor Rows(IReadOnlyList<float[]> values, int[] indices) =>
        torch.tensor(indices.SelectMany(i => values[i]).ToArray(), [indices.Length, values[indices[0]].Length]);

    /// <summary>Requires as many names of targets as the head has outputs.</summary>
    private protected static void RequireWidth(ExampleTargets targets, int outputs, string what, string name)
    {
        if (targets.Names.Count != outputs)
        {
            throw new ArgumentException($"The examples have {targets.Names.Count} {what}, the head {outputs}.", name);
        }
    }

    private protected ArgumentException WrongTargets(ExampleTargets targets, string name) =>
        new($"A {GetType().Name} cannot learn {targets.GetType().Name}.", name);

    /// <summary>Moves the weights to a device, the model's; an optimizer takes them only afterwards.</summary>
    internal void Follow(torch.Device device)
    {
        if (Module.parameters().Concat(Module.buffers()).Any(IsElsewhere))
        {
            Module.to(device);
        }

        bool IsElsewhere(torch.Tensor t) => t.device_type != device.type || (device.type != DeviceType.CPU && t.device_index != device.index);
    }

    internal void DropGradients()
    {
        foreach (var parameter in Module.parameters())
        {
            parameter.grad = null;
        }
    }
}
