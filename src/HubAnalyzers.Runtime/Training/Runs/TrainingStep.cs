using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Runtime.Ops;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>The step of a stage: losses and gradients of its batches, then the optimizer.</summary>
internal sealed class TrainingStep(RunContext context, int stageIndex, StageInputs inputs, Optimizer optimizer)
{
    private readonly FineTuneStage _stage = context.Options.Stages[stageIndex];
    private readonly IReadOnlyList<HubVariable> _statistics = MovedByForward.StatisticsOf(context.Model, context.Options.Stages[stageIndex]);
    private readonly bool _drawsByChance = context.Options.Stages[stageIndex].Layers.Count > 0 || context.Head.DrawsByChance;

    /// <summary>Takes one step; where the loss is no number, or the run is cancelled, nothing is moved.</summary>
    /// <param name="examples">The step's examples.</param>
    /// <param name="batches">Hands out their batches.</param>
    /// <param name="epoch">Which epoch of the stage, counted from 0.</param>
    /// <param name="step">Which step of the epoch, counted from 0.</param>
    /// <param name="rate">The learning rate.</param>
    /// <returns>The loss, and the length of the gradients where it is bounded.</returns>
    /// <exception cref="NonFiniteLossException">The loss is no number.</exception>
    public (double Loss, double? Norm) Move(int[] examples, Ahead batches, int epoch, int step, double rate)
    {
        using var before = new MovedByForward(context.Head, _statistics);
        try
        {
            var sum = Differentiate(examples, batches, epoch, step);
            double? norm = context.Options.MaxGradientNorm is { } longest ? RequireFinite(GradientNorm.Clip(optimizer.Parameters, longest), "gradient's norm", epoch, step) : null;
            optimizer.Step(rate);
            return (sum, norm);
        }
        catch
        {
            before.Restore();
            throw;
        }
    }

    /// <summary>Computes the gradients of a step.</summary>
    /// <returns>The loss.</returns>
    private double Differentiate(int[] examples, Ahead batches, int epoch, int step)
    {
        var head = context.Head;
        var targets = context.Training.Targets;
        var whole = head.WeightOf(targets, examples, context.Loss);
        var sum = 0.0;
        var batchIndex = 0;
        optimizer.ZeroGrad();
        if (!head.Module.training)
        {
            head.Module.train();
        }

        foreach (var batch in batches.Of(examples))
        {
            try
            {
                using var scope = torch.NewDisposeScope();
                if (_drawsByChance)
                {
                    torch.manual_seed(StepSeed.Of(context.Options.Seed, stageIndex, epoch, step, batchIndex++)).Dispose();
                }

                var share = head.WeightOf(targets, batch.Indices, context.Loss) / whole;
                var outputs = head.CallHere(inputs.FeaturesOf(batch, training: _stage.Layers.Count > 0));
                var loss = head.Loss(outputs, head.TargetsFor(outputs, targets, batch.Indices, batch.Mix), context.Loss);
                sum += share * RequireFinite(Arithmetic.Number(loss), "loss", epoch, step);

                // The model's own losses are trained on and not reported, so that stages can be compared.
                if (_stage.Layers.Count > 0 && context.Model.TrainedRegularizationLoss() is { } own)
                {
                    loss = Arithmetic.Add(loss, own);
                    _ = RequireFinite(Arithmetic.Number(loss), "loss with the model's own losses", epoch, step);
                }

                Backward(loss, share);
            }
            catch (ExternalException e) when (AllocationFailures.Of(e, $"A training step with {batch.Indices.Length} examples in stage '{_stage.Name}'") is { } failure)
            {
                throw failure;
            }
        }

        return sum;
    }

    private static void Backward(torch.Tensor loss, double share)
    {
        if (share == 1)
        {
            loss.backward();
            return;
        }

        using var factor = share.ToScalar();
        loss.mul(factor).backward();
    }

    private double RequireFinite(double value, string what, int epoch, int step) => double.IsFinite(value) ? value : throw new NonFiniteLossException(
        what,
        value,
        string.Create(CultureInfo.InvariantCulture, $"step {step + 1} in epoch {epoch + 1} of stage '{_stage.Name}'"),
        _stage.LearningRate,
        context.Model.FirstNonFinite() is { } name ? $" The variable '{name}' is no longer a number." : "");
}
