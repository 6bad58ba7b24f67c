using System;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>
/// What a script would be: the same calls, head, loss and optimizer, what the frozen part gives computed once where it is asked for, the loss
/// looked at in each step, and one validation per epoch.
/// </summary>
internal sealed class BareLoop(HubModel model, ClassificationHead head, LabelledImages training, LabelledImages validation, FineTuneOptions options)
{
    private readonly float[] _pixels = new float[options.BatchSize * training.Size];

    /// <summary>Trains.</summary>
    /// <returns>The times of the last stage.</returns>
    public StepTimes Run()
    {
        var times = new StepTimes();
        foreach (var stage in options.Stages)
        {
            model.Trainable = false;
            foreach (var layer in stage.Layers)
            {
                layer.Trainable = true;
            }

            times = new StepTimes();
            Train(stage, times);
        }

        return times;
    }

    private void Train(FineTuneStage stage, StepTimes times)
    {
        using var optimizer = Optimizer.Create(options.Optimizer, TrainedWeights.OfStage(head, stage));
        var trains = stage.Layers.Count > 0;
        var features = options.FeatureCache is null ? null : Features(training, trains);
        var ofValidation = options.FeatureCache is null ? null : Features(validation, training: false);
        var random = new Random(1);
        var order = Enumerable.Range(0, training.Count).ToArray();
        for (var epoch = 0; epoch < stage.Epochs; epoch++)
        {
            random.Shuffle(order);
            var left = order.Length;
            foreach (var chunk in order.Chunk(options.BatchSize))
            {
                Step(chunk, features, trains, optimizer, stage.LearningRate);
                left -= chunk.Length;
                if (left > 0)
                {
                    times.EndStep(isLast: false);
                }
            }

            Validate(ofValidation, trains);
            times.EndStep(isLast: true);
        }

        foreach (var tensor in (features ?? []).Concat(ofValidation ?? []))
        {
            tensor.Dispose();
        }
    }

    private void Step(int[] chunk, torch.Tensor[]? features, bool trains, Optimizer optimizer, double rate)
    {
        using var scope = torch.NewDisposeScope();
        optimizer.ZeroGrad();
        var loss = torch.nn.functional.cross_entropy(head.Module.call(Vectors(training, chunk, features, trains, training: trains)), Labels(training, chunk));
        if (!float.IsFinite(loss.item<float>()))
        {
            throw new InvalidOperationException("the loss is no number");
        }

        if (trains && model.TrainedRegularizationLoss() is { } own)
        {
            loss = Arithmetic.Add(loss, own);
        }

        loss.backward();
        optimizer.Step(rate);
    }

    private void Validate(torch.Tensor[]? features, bool trains)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var right = 0L;
        var loss = 0.0;
        foreach (var chunk in Enumerable.Range(0, validation.Count).Chunk(options.BatchSize))
        {
            using var part = torch.NewDisposeScope();
            var (outputs, labels) = (head.Module.call(Vectors(validation, chunk, features, trains, training: false)), Labels(validation, chunk));
            right += outputs.argmax(1).eq(labels).sum().item<long>();
            loss += torch.nn.functional.cross_entropy(outputs, labels).item<float>();
        }

        GC.KeepAlive((right, loss));
    }

    /// <summary>What the head is given. Of a frozen model the features are that.</summary>
    private torch.Tensor Vectors(LabelledImages images, int[] chunk, torch.Tensor[]? features, bool trains, bool training)
    {
        if (features is null)
        {
            return model.Call(Batch(images, chunk), training);
        }

        var rows = torch.tensor(Array.ConvertAll(chunk, static i => (long)i));
        return trains ? model.CallTrainedPart(Array.ConvertAll(features, f => f.index_select(0, rows)), training) : features[0].index_select(0, rows);
    }

    private torch.Tensor[] Features(LabelledImages images, bool training)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var parts = Enumerable.Range(0, images.Count).Chunk(options.BatchSize).Select(c => model.CallFrozenPart(Batch(images, c), training)).ToList();
        return [.. parts[0].Select((_, k) => torch.cat([.. parts.Select(p => p[k])]).MoveToOuterDisposeScope())];
    }

    private torch.Tensor Batch(LabelledImages images, int[] chunk)
    {
        for (var i = 0; i < chunk.Length; i++)
        {
            images.Read(chunk[i], default, _pixels.AsSpan(i * images.Size, images.Size));
        }

        return torch.tensor(_pixels[..(chunk.Length * images.Size)], [chunk.Length, images.Height, images.Width, images.Channels]);
    }

    private static torch.Tensor Labels(LabelledImages images, int[] chunk) => torch.tensor(Array.ConvertAll(chunk, i => (long)images.Labels[i]));
}
