namespace HubAnalyzers.Runtime;

/// <summary>Ends a stage whose validation no longer gets better; the next stage then begins.</summary>
/// <param name="Patience">How many validations in a row may bring no improvement; at least 1.</param>
public sealed record EarlyStopping(int Patience)
{
    /// <summary>What a metric must gain on its best value to count as better; at least 0.</summary>
    public double MinImprovement { get; init; }
}
