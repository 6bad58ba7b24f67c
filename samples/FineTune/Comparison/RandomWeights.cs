using HubAnalyzers.Runtime;
using TorchSharp;

namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>Takes what a model has learnt from it: every weight becomes what it was before pretraining.</summary>
internal static class RandomWeights
{
    /// <summary>Kernels are drawn by He's initialiser, batch normalizations start neutral, biases at nought.</summary>
    public static void Draw(HubModel model, long seed)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(seed);
        foreach (var variable in model.Variables)
        {
            var value = variable.Value;
            switch (variable.Facts.Role)
            {
                case VariableRole.Kernel:
                    torch.nn.init.kaiming_normal_(InTorchsOrder(value, variable.Facts.Layer is { } layer && model.GetLayer(layer).Kind == LayerKind.DepthwiseConv2D));
                    break;
                case VariableRole.Gamma or VariableRole.MovingVariance:
                    torch.nn.init.ones_(value);
                    break;
                default:
                    torch.nn.init.zeros_(value);
                    break;
            }
        }
    }

    /// <summary>A view of a kernel with its outputs first and its inputs second, by which the initialiser counts what one output sums up.</summary>
    private static torch.Tensor InTorchsOrder(torch.Tensor kernel, bool isDepthwise) => kernel.dim() switch
    {
        2 => kernel.t(),
        _ when isDepthwise => kernel.permute(2, 3, 0, 1),
        _ => kernel.permute(3, 2, 0, 1),
    };
}
