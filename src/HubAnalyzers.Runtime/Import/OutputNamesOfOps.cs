using System;

namespace HubAnalyzers.Runtime.Import;

/// <summary>Where a named output of an operation with several of them begins. Inside functions outputs are named, not numbered.</summary>
internal static class OutputNamesOfOps
{
    public static int Offset(string op, string output)
    {
        string[] names = op switch
        {
            "FusedBatchNorm" => ["y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2"],
            "FusedBatchNormV2" => ["y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2"],
            "FusedBatchNormV3" => ["y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2", "reserve_space_3"],
            "TopKV2" => ["values", "indices"],
            "TensorListPopBack" => ["output_handle", "tensor"],
            "Unique" => ["y", "idx"],
            "StatelessRandomGetKeyCounter" => ["key", "counter"],
            "SoftmaxCrossEntropyWithLogits" or "SparseSoftmaxCrossEntropyWithLogits" => ["loss", "backprop"],
            _ => [],
        };
        return Math.Max(0, Array.IndexOf(names, output));
    }
}
