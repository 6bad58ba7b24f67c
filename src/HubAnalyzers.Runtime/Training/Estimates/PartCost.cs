using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Features;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What one call of a model costs for a batch, by its plan: the frozen part and the rest.</summary>
/// <param name="Frozen">The most bytes that the frozen part works in.</param>
/// <param name="First">What its first run takes beside what its engine holds: the other engine, on the examples that both are compared on.</param>
/// <param name="Boundary">The bytes that go from the frozen part to the rest, or are the result.</param>
/// <param name="IsOnnx">Whether ONNX Runtime is to run the frozen part.</param>
/// <param name="Kept">The bytes that are kept for the way back.</param>
/// <param name="Step">The most bytes at one time of a step, without the frozen part.</param>
/// <param name="Flops">Operations of a step.</param>
/// <param name="FrozenFlops">Those of the frozen part among them.</param>
/// <param name="Shapes">The shapes of what the frozen part gives, without the example's axis; those that are not known are left out.</param>
/// <param name="Obstacle">Why what it gives cannot be kept, as a clause; null where it can.</param>
/// <param name="Unknown">Operations of which the sizes are not known.</param>
internal sealed record PartCost(long Frozen, long First, long Boundary, bool IsOnnx, long Kept, long Step, double Flops, double FrozenFlops, IReadOnlyList<long[]> Shapes, string? Obstacle, IReadOnlyList<string> Unknown)
{
    /// <summary>ONNX Runtime's arena grows by doubling and gives nothing back, so that it holds more than it works in; measured.</summary>
    private const double Arena = 1.1;

    /// <summary>What the frozen part's engine holds from its first run on.</summary>
    public long Held => IsOnnx ? (long)(Arena * Frozen) : 0;

    /// <summary>Works it out; nothing is computed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="batch">The shape of the call's input with the batch.</param>
    /// <param name="records">Whether gradients are recorded.</param>
    public static PartCost Of(PlannedCall plan, long[] batch, bool records)
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var flops = 0.0;
        var input = new KnownValue(batch, torch.ScalarType.Float32);
        List<KnownValue?> boundary = [];
        var (frozen, crossing) = (0L, 0L);
        if (plan.Prefix?.Graph is { } prefix)
        {
            var shapes = ShapeInference.At(prefix, [input]);
            var memory = GraphMemory.Of(prefix, plan.Trained, shapes, keeps: false);
            (frozen, crossing) = (memory.Forward, memory.Results);
            flops += GraphFlops.Of(prefix, plan.Trained, shapes).Forward;
            unknown.UnionWith(memory.Unknown);
            boundary.AddRange(prefix.Outputs.Select(o => shapes.Find(o.Value)));
        }

        var (kept, step, ofFrozen) = (0L, 0L, flops);
        if (plan.SuffixGraph is { } suffix)
        {
            var shapes = ShapeInference.At(suffix, [.. boundary, .. plan.Cut.PassedInputs.Select(i => i == 0 ? input : null)]);
            var memory = GraphMemory.Of(suffix, plan.Trained, shapes, records);
            (kept, step) = (memory.Kept, Math.Max(memory.Forward, memory.Backward));
            var (forward, backward) = GraphFlops.Of(suffix, plan.Trained, shapes);
            flops += forward + (records ? backward : 0);
            unknown.UnionWith(memory.Unknown);
        }

        var isOnnx = plan.Prefix?.Engine == FrozenEngine.OnnxRuntime;
        var first = isOnnx ? frozen / batch[0] * plan.Prefix!.Compared(batch[0]) : frozen;
        long[][] shapesOfOne = [.. boundary.OfType<KnownValue>().Where(static b => b.Shape.Length > 0).Select(static b => b.Shape[1..])];
        return new PartCost(frozen, first, crossing, isOnnx, kept, step, flops, ofFrozen, shapesOfOne, FeatureRule.Obstacle(plan), [.. unknown]);
    }
}
