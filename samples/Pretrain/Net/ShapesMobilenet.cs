using System.Collections.Generic;

namespace HubAnalyzers.Samples.Pretrain.Net;

/// <summary>
/// The net: MobileNetV2's plan (stem, inverted residual blocks with linear bottlenecks, head convolution,
/// mean over the image), by default at a size for 48-pixel images, with the layer names that MobileNetV2 has in Keras.
/// </summary>
internal sealed class ShapesMobilenet
{
    /// <summary>The scope of every variable.</summary>
    public const string Scope = "shapes_mobilenet";

    /// <summary>Keras's epsilon of batch norm in MobileNetV2.</summary>
    public const float Epsilon = 0.001f;

    /// <summary>How far one training step moves the moving statistics (one minus Keras's momentum).</summary>
    public const float AverageFactor = 0.02f;

    /// <summary>The factor of the sum of squares in each kernel's regularization loss.</summary>
    public const float WeightDecay = 2e-5f;

    private const int Channels = 3;

    /// <summary>Plans the net.</summary>
    /// <param name="plan">Its sizes; the carried model's unless said otherwise.</param>
    public ShapesMobilenet(NetPlan? plan = null)
    {
        plan ??= NetPlan.Shapes;
        Features = plan.Features;
        InputShape = [-1, plan.Size, plan.Size, Channels];
        var blocks = new List<BlockSpec>
        {
            new("Conv1", [new("Conv1", "bn_Conv1", false, 3, 2, Channels, plan.StemChannels, true)], false),
        };
        var channels = plan.StemChannels;
        for (var i = 0; i < plan.Blocks.Count; i++)
        {
            blocks.Add(InvertedResidual(i == 0 ? "expanded_conv" : $"expanded_conv_{i}", channels, plan.Blocks[i]));
            channels = plan.Blocks[i].Channels;
        }

        blocks.Add(new("Conv_1", [new("Conv_1", "Conv_1_bn", false, 1, 1, channels, Features, true)], false));
        Blocks = blocks;
        Variables = ListVariables(blocks, plan);
    }

    /// <summary>All blocks from the input to the features.</summary>
    public IReadOnlyList<BlockSpec> Blocks { get; }

    /// <summary>All variables in the order of the model's <c>variables</c> list; the classifier's are the last two.</summary>
    public IReadOnlyList<NetVariable> Variables { get; }

    /// <summary>The shape of the input, the batch open.</summary>
    public long[] InputShape { get; }

    /// <summary>Length of the feature vector.</summary>
    public int Features { get; }

    /// <summary>The name of the classifier's kernel, which only the signature uses.</summary>
    public static string ClassifierKernel => $"{Scope}/Logits/kernel";

    /// <summary>The name of the classifier's bias.</summary>
    public static string ClassifierBias => $"{Scope}/Logits/bias";

    private static BlockSpec InvertedResidual(string name, int input, (int Expansion, int Channels, int Stride) plan)
    {
        var wide = input * plan.Expansion;
        var convs = new List<ConvSpec>();
        if (plan.Expansion > 1)
        {
            convs.Add(new($"{name}/expand", $"{name}/expand_BN", false, 1, 1, input, wide, true));
        }

        convs.Add(new($"{name}/depthwise", $"{name}/depthwise_BN", true, 3, plan.Stride, wide, wide, true));
        convs.Add(new($"{name}/project", $"{name}/project_BN", false, 1, 1, wide, plan.Channels, false));
        return new(name, convs, Residual: plan.Stride == 1 && input == plan.Channels);
    }

    private static List<NetVariable> ListVariables(List<BlockSpec> blocks, NetPlan plan)
    {
        var variables = new List<NetVariable>();
        foreach (var block in blocks)
        {
            foreach (var conv in block.Convs)
            {
                variables.Add(new($"{Scope}/{conv.Name}/{conv.KernelName}", conv.KernelShape, NetStart.HeNormal, true, true));
                variables.Add(new($"{Scope}/{conv.NormName}/gamma", [conv.Output], NetStart.Ones, true, true));
                variables.Add(new($"{Scope}/{conv.NormName}/beta", [conv.Output], NetStart.Zeros, true, true));
                variables.Add(new($"{Scope}/{conv.NormName}/moving_mean", [conv.Output], NetStart.Zeros, false, true));
                variables.Add(new($"{Scope}/{conv.NormName}/moving_variance", [conv.Output], NetStart.Ones, false, true));
            }
        }

        variables.Add(new(ClassifierKernel, [plan.Features, plan.Classes], NetStart.HeNormal, true, false));
        variables.Add(new(ClassifierBias, [plan.Classes], NetStart.Zeros, true, false));
        return variables;
    }
}
