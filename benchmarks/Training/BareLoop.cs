using System;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Benchmarks.Training;

/// <summary>What a script would be: the same calls, head, loss and optimizer, features of a frozen model computed once, and one validation per epoch.</summary>
internal sealed class BareLoop(HubModel model, ClassificationHead head, LabelledImages training, LabelledImages validation, FineTuneOptions options)
{
    private readonly float[] _pixels = new float[options.BatchSize * training.Size];

    public void Run()
    {
        foreach (var stage in options.Stages)
        {
            model.Trainable = false;
            foreach (var layer in stage.Layers)
            {
                layer.Trainable = true;
            }

            Train(stage);
        }
    }

    private void Train(FineTuneStage stage)
    {
        using var optimizer = Optimizer.Create(options.Optimizer, TrainedWeights.OfStage(head, stage));
        var isFrozen = stage.Layers.Count == 0;
        using var features = isFrozen ? Features(training) : null;
        using var ofValidation = isFrozen ? Features(validation) : null;
        var random = new Random(1);
        var order = Enumerable.Range(0, training.Count).ToArray();
        for (var epoch = 0; epoch < stage.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var chunk in order.Chunk(options.BatchSize))
            {
                Step(chunk, features, optimizer, stage.LearningRate);
            }

            Validate(ofValidation);
        }
    }

    private void Step(int[] chunk, torch.Tensor? features, Optimizer optimizer, double rate)
    {
        using var scope = torch.NewDisposeScope();
        optimizer.ZeroGrad();
        var inputs = features is null ? model.Call(Batch(training, chunk), training: true) : features.index_select(0, torch.tensor(Array.ConvertAll(chunk, static i => (long)i)));
        var loss = torch.nn.functional.cross_entropy(head.Module.call(inputs), Labels(training, chunk));
        if (!float.IsFinite(loss.item<float>()))
        {
            throw new InvalidOperationException("the loss is no number");
        }

        loss.backward();
        optimizer.Step(rate);
    }

    private void Validate(torch.Tensor? features)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var right = 0L;
        var loss = 0.0;
        foreach (var chunk in Enumerable.Range(0, validation.Count).Chunk(options.BatchSize))
        {
            using var part = torch.NewDisposeScope();
            var inputs = features is null ? model.Call(Batch(validation, chunk)) : features.narrow(0, chunk[0], chunk.Length);
            var (outputs, labels) = (head.Module.call(inputs), Labels(validation, chunk));
            right += outputs.argmax(1).eq(labels).sum().item<long>();
            loss += torch.nn.functional.cross_entropy(outputs, labels).item<float>();
        }

        GC.KeepAlive((right, loss));
    }

    private torch.Tensor Features(LabelledImages images)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return torch.cat([.. Enumerable.Range(0, images.Count).Chunk(options.BatchSize).Select(c => model.Call(Batch(images, c)))]).MoveToOuterDisposeScope();
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
