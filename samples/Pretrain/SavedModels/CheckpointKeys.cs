namespace HubAnalyzers.Samples.Pretrain.SavedModels;

/// <summary>Names of entries in a checkpoint.</summary>
internal static class CheckpointKeys
{
    /// <summary>The entry that holds the object graph.</summary>
    public const string ObjectGraph = "_CHECKPOINTABLE_OBJECT_GRAPH";

    /// <summary>The entry of the variable at <paramref name="index"/> of the root's <c>variables</c> list.</summary>
    public static string OfVariable(int index) => $"variables/{index}/.ATTRIBUTES/VARIABLE_VALUE";
}
