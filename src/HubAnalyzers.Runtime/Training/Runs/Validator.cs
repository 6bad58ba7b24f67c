using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Measures model and head on examples.</summary>
internal static class Validator
{
    /// <summary>The head's metrics and its answers, from one pass.</summary>
    public static Measurement Measure(Head head, StageInputs inputs, Examples examples, int batchSize)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var mode = new EvaluationMode(head);
        var outputs = new List<torch.Tensor>();
        var indices = new List<int>();
        head.Follow(Native.DeviceSelection.ToTorch(inputs.Device));
        foreach (var batch in inputs.Read([.. Enumerable.Range(0, examples.Count)], batchSize, default, CancellationToken.None))
        {
            using (batch)
            {
                using var step = torch.NewDisposeScope();
                outputs.Add(head.CallHere(inputs.FeaturesOf(batch)).MoveToOuterDisposeScope());
                indices.AddRange(batch.Indices);
            }
        }

        // All at once: an F1 score is no mean of those of batches.
        var all = torch.cat(outputs);
        var targets = head.TargetsFor(all, examples.Targets, [.. indices], null);
        var loss = Ops.Arithmetic.Number(head.Loss(all, targets, LossSettings.Plain));
        var metrics = head.Metrics.Zip(head.Measure(all, targets).Append(loss)).ToDictionary(static m => m.First.Name, static m => m.Second, StringComparer.Ordinal);
        return new Measurement(head, examples, [.. indices], all, metrics);
    }

    /// <summary>Switches a head's dropout off until it is disposed.</summary>
    private sealed class EvaluationMode : IDisposable
    {
        private readonly Head _head;
        private readonly bool _wasTraining;

        public EvaluationMode(Head head)
        {
            _head = head;
            _wasTraining = head.Module.training;
            head.Module.eval();
        }

        public void Dispose() => _head.Module.train(_wasTraining);
    }
}
