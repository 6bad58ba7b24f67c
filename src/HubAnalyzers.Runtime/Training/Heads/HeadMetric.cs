namespace HubAnalyzers.Runtime;

/// <summary>What a head's outputs are measured by.</summary>
/// <param name="Name">Its name in options and results.</param>
/// <param name="HigherIsBetter">Which direction is better.</param>
public sealed record HeadMetric(string Name, bool HigherIsBetter)
{
    /// <summary>The share of labels that are right.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>The loss, without label smoothing and class weights, so that it compares between runs.</summary>
    public const string Loss = "loss";

    /// <summary>The F1 score over all labels of all examples together.</summary>
    public const string MicroF1 = "micro_f1";

    /// <summary>The mean absolute error.</summary>
    public const string MeanAbsoluteError = "mae";
}
