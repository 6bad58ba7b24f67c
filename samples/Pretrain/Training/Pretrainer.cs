using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.Samples.Shapes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HubAnalyzers.Samples.Pretrain.Training;

/// <summary>Trains the net and its classifier on images drawn for each step anew.</summary>
internal sealed class Pretrainer(ShapesMobilenet net, PretrainOptions options, TextWriter log)
{
    // Far from the seeds of the steps, so that no held-out image is among those trained on.
    private const ulong HeldOutSeed = 0x5EED_0000_0000_0001;
    private const int HeldOutPerClass = 100;
    private const int StepsPerLine = 100;

    /// <summary>The trained values of every variable, and the share of held-out images that they get right.</summary>
    public (Dictionary<string, float[]> Weights, double Accuracy) Train()
    {
        TorchNative.EnsureLoaded();
        set_num_threads(options.Threads);
        using var model = new TorchNet(net, StartingWeights.Draw(net, options.Seed));
        var (decayed, plain) = Groups(model);
        using var optimizer = optim.SGD(
            new SGD.ParamGroup[]
            {
                new() { Parameters = decayed, Options = Options(2 * ShapesMobilenet.WeightDecay) },
                new() { Parameters = plain, Options = Options(0) },
            },
            options.PeakLearningRate);

        for (var step = 0; step < options.Steps; step++)
        {
            var loss = Step(model, optimizer, step);
            if (!float.IsFinite(loss))
            {
                throw new InvalidOperationException($"the loss is {loss} at step {step}; lower the learning rate");
            }

            if ((step + 1) % StepsPerLine == 0)
            {
                log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step + 1}/{options.Steps}: loss {loss:F4}"));
            }
        }

        return (model.Values(), Accuracy(model));
    }

    /// <summary>The share of held-out images of the pretraining classes that <paramref name="model"/> gets right.</summary>
    public static double Accuracy(TorchNet model)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var set = ShapeSet.Draw(ShapeClasses.Pretraining, HeldOutPerClass, HeldOutSeed);
        var predicted = model.Logits(model.Features(ImageTensors.Images(set), training: false)).argmax(1);
        return predicted.eq(ImageTensors.Labels(set)).to(float32).mean().item<float>();
    }

    private float Step(TorchNet model, optim.Optimizer optimizer, int step)
    {
        using var scope = NewDisposeScope();
        var set = ShapeSet.Draw(ShapeClasses.Pretraining, options.PerClass, (options.Seed << 32) + (ulong)step);
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = LearningRate(step);
        }

        var logits = model.Logits(model.Features(ImageTensors.Images(set), training: true));
        var loss = nn.functional.cross_entropy(logits, ImageTensors.Labels(set));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    private double LearningRate(int step)
    {
        var rise = Math.Min(1, (step + 1) / (double)options.WarmUp);
        return options.PeakLearningRate * rise * 0.5 * (1 + Math.Cos(Math.PI * step / options.Steps));
    }

    private (List<Parameter> Decayed, List<Parameter> Plain) Groups(TorchNet model)
    {
        var trained = net.Variables.Where(static v => v.Trainable).ToLookup(static v => v.IsKernel, v => (Parameter)model[v.Name]);
        return ([.. trained[true]], [.. trained[false]]);
    }

    private SGD.Options Options(double decay) => new()
    {
        LearningRate = options.PeakLearningRate,
        momentum = options.Momentum,
        nesterov = true,
        weight_decay = decay,
    };
}
