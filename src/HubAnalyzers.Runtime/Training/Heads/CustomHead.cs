using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>A module of the user's own on a model's features or logits, with a loss of the user's own.</summary>
public sealed class CustomHead : Head
{
    private readonly Func<torch.Tensor, torch.Tensor, torch.Tensor> _loss;
    private readonly IReadOnlyList<CustomMetric> _metrics;

    /// <summary>Creates the head.</summary>
    /// <param name="model">The model it stands on. Its first output must be a vector per image, and no probabilities.</param>
    /// <param name="module">Takes [batch, features]; those of its parameters train that require gradients. The head disposes it.</param>
    /// <param name="loss">
    /// The mean loss of a batch as one number, from the module's outputs and the targets: int64 [batch] for <see cref="ClassTargets"/>,
    /// float32 [batch, n] for the others.
    /// </param>
    /// <param name="metrics">What it is measured by besides the loss; the first decides what is better.</param>
    /// <exception cref="ArgumentException">The model's output cannot carry a head, or two metrics have one name.</exception>
    public CustomHead(
        HubModel model,
        torch.nn.Module<torch.Tensor, torch.Tensor> module,
        Func<torch.Tensor, torch.Tensor, torch.Tensor> loss,
        params IReadOnlyList<CustomMetric> metrics)
        : base(
            FeaturesOf(model ?? throw new ArgumentNullException(nameof(model))),
            module ?? throw new ArgumentNullException(nameof(module)),
            [.. (metrics ?? throw new ArgumentNullException(nameof(metrics))).Select(static m => m is null ? throw new ArgumentException("A metric is null.", nameof(metrics)) : new HeadMetric(m.Name, m.HigherIsBetter))])
    {
        _loss = loss ?? throw new ArgumentNullException(nameof(loss));
        _metrics = metrics;
        if (Metrics.Select(static m => m.Name).Distinct(StringComparer.Ordinal).Count() < Metrics.Count)
        {
            throw new ArgumentException($"Two metrics have one name; '{HeadMetric.Loss}' is there already.", nameof(metrics));
        }
    }

    /// <summary>
    /// Writes the module's parameters and buffers as a checkpoint under <c>head/</c> and their names: as float32, in torch's layout. What is
    /// no floating-point number, as a count of batches, is left out.
    /// </summary>
    /// <param name="prefixPath">The path without <c>.index</c>.</param>
    public override void Export(string prefixPath)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        TensorBundleWriter.Write(
            prefixPath,
            Module.named_parameters().Select(static p => (p.name, Value: (torch.Tensor)p.parameter)).Concat(Module.named_buffers().Select(static b => (b.name, Value: b.buffer)))
                .Where(static p => p.Value.is_floating_point())
                .Select(static p => TensorBundleTensor.Float32("head/" + p.name, p.Value.shape, p.Value.detach().to(torch.ScalarType.Float32).cpu().contiguous().data<float>().ToArray()))
                .ToList());
    }

    internal override HeadForm ToExport() => throw new HubExportException(
        $"The head is a {nameof(CustomHead)} around a module of your own ('{Module.GetName()}'), which cannot be written as TensorFlow or ONNX operations; "
        + $"export the model without a head, and write the head's own checkpoint with {nameof(CustomHead)}.{nameof(Export)}.");

    internal override void CheckTargets(ExampleTargets targets, string name)
    {
    }

    internal override void CheckMixing(ExampleTargets targets, string name)
    {
        if (targets is ClassTargets)
        {
            throw new ArgumentException("Mixed examples have no one class, and a loss of one's own is not known to take shares of classes; leave mixup out.", name);
        }
    }

    internal override torch.Tensor TargetsOf(ExampleTargets targets, int[] indices, BatchMix? mix) => targets switch
    {
        ClassTargets classes => torch.tensor(indices.Select(i => (long)classes.Labels[i]).ToArray()),
        MultiLabelTargets labels => Mixed(Rows(labels.Values, indices), mix),
        ValueTargets values => Mixed(Rows(values.Values, indices), mix),
        _ => throw new NotSupportedException(targets.GetType().Name),
    };

    internal override torch.Tensor CallHere(torch.Tensor features)
    {
        try
        {
            return base.CallHere(features) ?? throw new InvalidOperationException($"The head's module '{Module.GetName()}' gave null.");
        }
        catch (ExternalException e) when (AllocationFailures.Of(e, "The head's module") is null)
        {
            throw new InvalidOperationException($"The head's module '{Module.GetName()}' cannot compute on {features.dtype} {ShapeText.Of(features.shape)}: {e.Message.Split('\n')[0]}", e);
        }
    }

    internal override torch.Tensor Loss(torch.Tensor outputs, torch.Tensor targets, LossSettings settings)
    {
        torch.Tensor? loss;
        try
        {
            loss = _loss(outputs, targets.to(outputs.device));
        }
        catch (ExternalException e) when (AllocationFailures.Of(e, "The head's loss") is null)
        {
            throw new InvalidOperationException($"The head's loss cannot compute on outputs {outputs.dtype} {ShapeText.Of(outputs.shape)} and targets {targets.dtype} {ShapeText.Of(targets.shape)}: {e.Message.Split('\n')[0]}", e);
        }

        return loss is null ? throw new InvalidOperationException("The head's loss gave null; it must give the mean loss of the batch.")
            : loss.numel() != 1 ? throw new InvalidOperationException($"The head's loss gave {ShapeText.Of(loss.shape)}; it must give one number, the mean loss of the batch.")
            : torch.is_grad_enabled() && outputs.requires_grad && !loss.requires_grad ? throw new InvalidOperationException("The head's loss has no gradient: it must be computed from the outputs by torch's operations, and not be detached.")
            : loss;
    }

    internal override IEnumerable<double> Measure(torch.Tensor outputs, torch.Tensor targets)
    {
        var there = targets.to(outputs.device);
        return _metrics.Select(m => m.Measure(outputs, there));
    }

    private static torch.Tensor Mixed(torch.Tensor rows, BatchMix? mix) => mix is null ? rows : mix.Apply(rows);
}
