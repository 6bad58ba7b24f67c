using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What a variable is for: by the name it hangs under or was saved with, else by the op that consumes it.</summary>
internal static class VariableRoles
{
    /// <summary>The role. <paramref name="names"/> are tried in order: the attribute of its Keras layer, then the last part of its saved name.</summary>
    public static VariableRole Of(IEnumerable<string> names, IReadOnlyList<VariableUse> uses)
    {
        foreach (var name in names)
        {
            if (ByName(name) is { } role)
            {
                return role;
            }
        }

        foreach (var use in uses)
        {
            if ((ByUse(use) ?? SpelledOutNorm.RoleOf(use)) is { } role)
            {
                return role;
            }
        }

        return VariableRole.Other;
    }

    /// <summary>Where a variable of this role stands within its layer.</summary>
    public static int RankOf(VariableRole role) => role switch
    {
        VariableRole.Kernel or VariableRole.Embeddings or VariableRole.Gamma => 0,
        VariableRole.RecurrentKernel or VariableRole.Beta => 1,
        VariableRole.Bias or VariableRole.MovingMean => 2,
        VariableRole.MovingVariance => 3,
        _ => 4,
    };

    /// <summary>Whether a variable of this role makes a layer count as one more step of depth.</summary>
    public static bool IsKernel(VariableRole role) => role is VariableRole.Kernel or VariableRole.Embeddings;

    private static VariableRole? ByName(string name) => name switch
    {
        "kernel" or "depthwise_kernel" or "pointwise_kernel" or "weights" or "depthwise_weights" or "w" => VariableRole.Kernel,
        "bias" or "biases" or "b" => VariableRole.Bias,
        "gamma" => VariableRole.Gamma,
        "beta" => VariableRole.Beta,
        "moving_mean" or "mean_ema" => VariableRole.MovingMean,
        "moving_variance" or "variance_ema" => VariableRole.MovingVariance,
        "embeddings" or "embedding" or "word_embeddings" => VariableRole.Embeddings,
        "recurrent_kernel" => VariableRole.RecurrentKernel,
        _ => null,
    };

    private static VariableRole? ByUse(VariableUse use) => (use.Op, use.Input) switch
    {
        ("Conv2D" or "Conv3D" or "Conv1D" or "DepthwiseConv2dNative" or "Conv2DBackpropInput", 1) => VariableRole.Kernel,
        ("MatMul" or "BatchMatMulV2", 1) => VariableRole.Kernel,
        ("BiasAdd", 1) => VariableRole.Bias,
        ("FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3", 1) => VariableRole.Gamma,
        ("FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3", 2) => VariableRole.Beta,
        ("FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3", 3) => VariableRole.MovingMean,
        ("FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3", 4) => VariableRole.MovingVariance,
        ("ResourceGather" or "GatherV2", 0) => VariableRole.Embeddings,
        _ => null,
    };

    /// <summary>What the members of a layer make of it.</summary>
    public static LayerKind KindOf(string? kerasClass, IReadOnlyCollection<VariableRole> roles, IReadOnlyList<VariableUse> uses)
    {
        switch (kerasClass)
        {
            case "Conv2D":
                return LayerKind.Conv2D;
            case "DepthwiseConv2D":
                return LayerKind.DepthwiseConv2D;
            case "Dense":
                return LayerKind.Dense;
            case "Embedding":
                return LayerKind.Embedding;
            case "BatchNormalization" or "BatchNormalizationV1" or "SyncBatchNormalization":
                return LayerKind.BatchNorm;
            case "LayerNormalization":
                return LayerKind.LayerNorm;
            case "LSTM" or "LSTMCell":
                return LayerKind.Lstm;
            case "GRU" or "GRUCell":
                return LayerKind.Gru;
        }

        if (roles.Contains(VariableRole.MovingMean) || roles.Contains(VariableRole.MovingVariance) ||
            uses.Any(static u => u.Op is "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3" && u.Input is 1 or 2))
        {
            return LayerKind.BatchNorm;
        }

        if (roles.Contains(VariableRole.RecurrentKernel))
        {
            return LayerKind.Other;
        }

        if (roles.Contains(VariableRole.Gamma) || (roles.Contains(VariableRole.Beta) && !roles.Contains(VariableRole.Kernel)))
        {
            return LayerKind.LayerNorm;
        }

        foreach (var use in uses)
        {
            switch (use.Op)
            {
                case "DepthwiseConv2dNative":
                    return LayerKind.DepthwiseConv2D;
                case "Conv2D" when use.Input == 1:
                    return LayerKind.Conv2D;
                case "MatMul" or "BatchMatMulV2":
                    return LayerKind.Dense;
                case "ResourceGather":
                    return LayerKind.Embedding;
            }
        }

        return roles.Contains(VariableRole.Embeddings) ? LayerKind.Embedding : LayerKind.Other;
    }
}
