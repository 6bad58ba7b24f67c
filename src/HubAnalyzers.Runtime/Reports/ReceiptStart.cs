namespace HubAnalyzers.Runtime;

/// <summary>The weights that a run began with: those of a model's files, or what was trained, read or drawn before.</summary>
/// <param name="ModelWeights">A digest over the values of all of the model's variables.</param>
/// <param name="HeadWeights">A digest over the values of the head's weights.</param>
public sealed record ReceiptStart(string ModelWeights, string HeadWeights);
