using System;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>
/// How the examples of a batch are mixed with each other (mixup): each becomes a weighted mean of itself and another, and so must its
/// target. Kept with the batch, so that what mixes the targets is what mixed the values.
/// </summary>
/// <param name="Partners">For each example, the place in the batch of the one that is mixed in.</param>
/// <param name="Weights">For each example, how much of itself remains, from 0.5 to 1.</param>
internal sealed record BatchMix(int[] Partners, float[] Weights)
{
    /// <summary>Mixes the rows of a tensor, [n, …] of floats; the caller owns the result.</summary>
    public torch.Tensor Apply(torch.Tensor rows)
    {
        using var scope = torch.NewDisposeScope();
        var shape = new long[rows.dim()];
        Array.Fill(shape, 1);
        shape[0] = Weights.Length;
        var weights = torch.tensor(Weights).to(rows.device).reshape(shape);
        var partners = torch.tensor(Partners.Select(static i => (long)i).ToArray()).to(rows.device);
        return torch.lerp(rows.index_select(0, partners), rows, weights).MoveToOuterDisposeScope();
    }
}
