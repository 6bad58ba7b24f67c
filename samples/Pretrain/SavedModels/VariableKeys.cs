using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Pretrain.SavedModels;

/// <summary>Under which keys the checkpoint holds the variables.</summary>
internal static class VariableKeys
{
    /// <summary>The entry of the variable at <paramref name="index"/> of the root's <c>variables</c> list.</summary>
    public static string Of(int index) => CheckpointKeys.OfVariable($"variables/{index}");
}
