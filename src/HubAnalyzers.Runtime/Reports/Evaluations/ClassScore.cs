namespace HubAnalyzers.Runtime;

/// <summary>How well one class, or one label, was told from the others.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Count">How many examples are of it.</param>
/// <param name="Predicted">How many were taken for it.</param>
/// <param name="Right">How many of both.</param>
public sealed record ClassScore(string Name, int Count, int Predicted, int Right)
{
    /// <summary>Which share of what was taken for it is of it; not a number where nothing was.</summary>
    public double Precision => (double)Right / Predicted;

    /// <summary>Which share of it was taken for it; not a number where there is none.</summary>
    public double Recall => (double)Right / Count;

    /// <summary>The harmonic mean of both; not a number where nothing is of it and nothing was taken for it.</summary>
    public double F1 => 2.0 * Right / (Count + Predicted);
}
