using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Cross-entropies that give a loss per row, and what would flow back.</summary>
internal static class LossOps
{
    public static Value[] SoftmaxCrossEntropy(OpCall c)
    {
        var logs = nn.functional.log_softmax(c[0], -1);
        return [-(c[1] * logs).sum(-1), logs.exp() - c[1]];
    }

    public static Value[] SparseSoftmaxCrossEntropy(OpCall c)
    {
        var logs = nn.functional.log_softmax(c[0], -1);
        var labels = c[1].to(ScalarType.Int64).unsqueeze(-1);
        return [-logs.gather(-1, labels).squeeze(-1), logs.exp() - zeros_like(logs).scatter(-1, labels, ones_like(labels).to(logs.dtype))];
    }
}
