namespace HubAnalyzers.Runtime.Tests;

/// <summary>Tests that count the tensors or the memory of the whole process: they run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LiveTensorsCollection
{
    public const string Name = "counts what the whole process holds";
}
