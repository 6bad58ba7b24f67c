using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// What computing a batch moves by itself: statistics that follow under <see cref="BatchNormPolicy.Any"/>, and buffers of a module of the
/// user's own. A step that ends before its optimizer moves the weights puts them back, for it will be taken again from its first batch.
/// </summary>
internal sealed class MovedByForward : IDisposable
{
    private readonly List<(torch.Tensor Own, torch.Tensor Value)> _buffers;
    private readonly List<(HubVariable Own, torch.Tensor Value)> _statistics;

    /// <param name="head">The head.</param>
    /// <param name="statistics">The statistics that follow.</param>
    public MovedByForward(Head head, IReadOnlyList<HubVariable> statistics)
    {
        using var noGrad = torch.no_grad();
        _buffers = [.. head.Module.buffers().Select(static b => (b, Copy(b)))];
        _statistics = [.. statistics.Select(static v => (v, Copy(v.Own)))];
    }

    /// <summary>The statistics that follow in a stage, whose layers have been made trainable.</summary>
    public static IReadOnlyList<HubVariable> StatisticsOf(HubModel model, FineTuneStage stage)
    {
        if (stage.Layers.Count == 0)
        {
            return [];
        }

        var moved = model.MovedByTraining(model.Variables.Where(static v => v.Trainable));
        return moved.Count == 0 ? [] : [.. model.Variables.Where(v => moved.Contains(v.Name))];
    }

    /// <summary>Puts everything back.</summary>
    public void Restore()
    {
        using var noGrad = torch.no_grad();
        foreach (var (buffer, value) in _buffers)
        {
            buffer.copy_(value);
        }

        foreach (var (variable, value) in _statistics)
        {
            variable.SetOwn(value);
        }
    }

    public void Dispose()
    {
        foreach (var value in _buffers.Select(static b => b.Value).Concat(_statistics.Select(static s => s.Value)))
        {
            value.Dispose();
        }
    }

    private static torch.Tensor Copy(torch.Tensor value) => value.clone().DetachFromDisposeScope();
}
