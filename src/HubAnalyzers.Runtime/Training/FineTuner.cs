using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>Fine-tunes a model with a head on top, stage by stage, by Adam on the cross-entropy.</summary>
public sealed class FineTuner
{
    private readonly HubModel _model;
    private readonly ClassificationHead _head;

    /// <summary>Creates the trainer. Model and head stay the caller's.</summary>
    /// <exception cref="ArgumentException">The head was made for another number of features.</exception>
    public FineTuner(HubModel model, ClassificationHead head)
    {
        _model = model ?? throw new ArgumentNullException(nameof(model));
        _head = head ?? throw new ArgumentNullException(nameof(head));
        var features = ClassificationHead.FeaturesOf(model);
        if (features != head.Features)
        {
            throw new ArgumentException($"The head takes {head.Features} features, '{model.Facts.Name}' gives {features}.", nameof(head));
        }
    }

    /// <summary>
    /// Trains. Afterwards, however the run ended, what was trainable before is trainable again and nothing else, no
    /// gradient is left, and the weights are those of the last step that was completed.
    /// </summary>
    /// <param name="training">The images to learn from.</param>
    /// <param name="validation">The images to measure on.</param>
    /// <param name="options">The stages and the rest.</param>
    /// <param name="progress">Told after each step, on this thread. What it throws ends the run.</param>
    /// <param name="cancellationToken">Ends the run between two steps; the weights keep what was learnt.</param>
    /// <exception cref="ArgumentException">The options, or the data, do not fit.</exception>
    /// <exception cref="HubTrainabilityException">A stage asks for a layer that cannot train.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer a number, or a frozen variable changed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public FineTuneResult Train(
        LabelledImages training,
        LabelledImages validation,
        FineTuneOptions options,
        IProgress<FineTuneProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(_model);
        RequireData(training, nameof(training));
        RequireData(validation, nameof(validation));
        cancellationToken.ThrowIfCancellationRequested();

        var wasTrainable = _model.Variables.Where(static v => v.Trainable).ToList();
        try
        {
            return Run(training, validation, options, progress, cancellationToken);
        }
        finally
        {
            _model.Trainable = false;
            _head.DropGradients();
            foreach (var variable in wasTrainable)
            {
                variable.Set(true);
            }
        }
    }

    /// <summary>The share of images whose highest score is that of their label, from 0 to 1.</summary>
    public double Accuracy(LabelledImages images, int batchSize = 64)
    {
        RequireData(images, nameof(images));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        using var noGrad = torch.no_grad();
        var right = 0L;
        foreach (var batch in Enumerable.Range(0, images.Count).Chunk(batchSize))
        {
            using var scope = torch.NewDisposeScope();
            var scores = _head.Call(_model.Call(images.Batch(batch)));
            right += scores.argmax(1).eq(images.LabelsOf(batch)).sum().item<long>();
        }

        return (double)right / images.Count;
    }

    private FineTuneResult Run(
        LabelledImages training,
        LabelledImages validation,
        FineTuneOptions options,
        IProgress<FineTuneProgress>? progress,
        CancellationToken cancellationToken)
    {
        var before = ProofOfFreeze.HashesOf(_model);
        var trained = new HashSet<string>(StringComparer.Ordinal);
        var history = new List<FineTuneEpoch>();
        var random = new SplitMix(options.Seed);
        var accuracyBefore = Accuracy(validation, options.BatchSize);
        for (var i = 0; i < options.Stages.Count; i++)
        {
            Unfreeze(options.Stages[i], trained);
            RunStage(i, training, validation, options, random, history, progress, cancellationToken);
        }

        return new FineTuneResult(accuracyBefore, history, ProofOfFreeze.Compare(before, ProofOfFreeze.HashesOf(_model), trained));
    }

    private void Unfreeze(FineTuneStage stage, HashSet<string> trained)
    {
        _model.Trainable = false;
        foreach (var layer in stage.Layers)
        {
            layer.Trainable = true;
            trained.UnionWith(layer.Variables.Where(static v => v.Trainable).Select(static v => v.Name));
        }
    }

    private void RunStage(
        int index,
        LabelledImages training,
        LabelledImages validation,
        FineTuneOptions options,
        SplitMix random,
        List<FineTuneEpoch> history,
        IProgress<FineTuneProgress>? progress,
        CancellationToken cancellationToken)
    {
        var stage = options.Stages[index];
        var parameters = _head.Module.parameters().Cast<torch.Tensor>()
            .Concat(stage.Layers.SelectMany(static l => l.Variables).Where(static v => v.Trainable).Distinct().Select(static v => v.Value));
        using var optimizer = new Adam(parameters, stage.LearningRate);

        // While only the head trains, the model says the same of an image each time: ask it once.
        using var features = stage.Layers.Count == 0 ? Features(training, options.BatchSize, cancellationToken) : null;
        using var validationFeatures = features is null ? null : Features(validation, options.BatchSize, cancellationToken);
        var steps = (training.Count + options.BatchSize - 1) / options.BatchSize;
        for (var epoch = 1; epoch <= stage.Epochs; epoch++)
        {
            var sum = 0.0;
            var step = 0;
            foreach (var batch in random.Permutation(training.Count).Chunk(options.BatchSize))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var loss = Step(optimizer, training, features, batch);
                if (!double.IsFinite(loss))
                {
                    throw new InvalidOperationException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The loss of step {step + 1} in epoch {epoch} of stage '{stage.Name}' is {loss}; lower its learning rate ({stage.LearningRate}), or look for such numbers in the images."));
                }

                sum += loss;
                step++;
                if (step < steps)
                {
                    progress?.Report(new FineTuneProgress(stage.Name, index, epoch, stage.Epochs, step, steps, loss, null));
                }
                else
                {
                    var accuracy = validationFeatures is null ? Accuracy(validation, options.BatchSize) : AccuracyOf(validationFeatures, validation);
                    history.Add(new FineTuneEpoch(stage.Name, epoch, sum / steps, accuracy));
                    progress?.Report(new FineTuneProgress(stage.Name, index, epoch, stage.Epochs, step, steps, loss, accuracy));
                }
            }
        }
    }

    /// <summary>One step; where the loss is no number, nothing is moved.</summary>
    private double Step(Adam optimizer, LabelledImages training, torch.Tensor? features, int[] batch)
    {
        using var scope = torch.NewDisposeScope();
        var input = features is null
            ? _model.Call(training.Batch(batch))
            : features.index_select(0, torch.tensor(batch.Select(static i => (long)i).ToArray()));
        var loss = torch.nn.functional.cross_entropy(_head.Call(input), training.LabelsOf(batch));
        var value = loss.item<float>();
        if (!float.IsFinite(value))
        {
            return value;
        }

        optimizer.ZeroGrad();
        loss.backward();
        optimizer.Step();
        return value;
    }

    private double AccuracyOf(torch.Tensor features, LabelledImages images)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var all = Enumerable.Range(0, images.Count).ToArray();
        return (double)_head.Call(features).argmax(1).eq(images.LabelsOf(all)).sum().item<long>() / images.Count;
    }

    private torch.Tensor Features(LabelledImages images, int batchSize, CancellationToken cancellationToken)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var parts = new List<torch.Tensor>();
        foreach (var batch in Enumerable.Range(0, images.Count).Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var input = images.Batch(batch);
            parts.Add(_model.Call(input));
        }

        return torch.cat(parts).MoveToOuterDisposeScope();
    }

    private void RequireData(LabelledImages images, string name)
    {
        ArgumentNullException.ThrowIfNull(images, name);
        if (images.Count == 0)
        {
            throw new ArgumentException("There are no images.", name);
        }

        if (images.Labels.Max() >= _head.Classes)
        {
            throw new ArgumentException($"A label is {images.Labels.Max()}, the head has the classes 0 to {_head.Classes - 1}.", name);
        }

        long[] size = [images.Height, images.Width, images.Channels];
        if (_model.Facts.Interface.Inputs is [{ Shape: { } expected }, ..]
            && (expected.Count != 4 || expected.Skip(1).Where((d, i) => d >= 0 && d != size[i]).Any()))
        {
            throw new ArgumentException($"The images are {string.Join("x", size)}, '{_model.Facts.Name}' takes {ShapeText.Of(expected)}.", name);
        }
    }
}
