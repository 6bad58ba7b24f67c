namespace HubAnalyzers.SavedModel.Writing;

/// <summary>Names of entries in a checkpoint.</summary>
internal static class CheckpointKeys
{
    /// <summary>The entry that holds the object graph.</summary>
    public const string ObjectGraph = "_CHECKPOINTABLE_OBJECT_GRAPH";

    /// <summary>What a variable's value is called in a checkpoint's object graph.</summary>
    public const string VariableValue = "VARIABLE_VALUE";

    /// <summary>The entry of the variable that hangs on the root under a path with slashes.</summary>
    public static string OfVariable(string path) => path + "/.ATTRIBUTES/" + VariableValue;
}
