namespace HubAnalyzers.Runtime;

/// <summary>A value that two receipts do not share.</summary>
/// <param name="Place">Where, such as <c>epochs[2].loss</c>.</param>
/// <param name="First">The first receipt's; null where it has none.</param>
/// <param name="Second">The second's; null where it has none.</param>
public sealed record ReceiptDifference(string Place, string? First, string? Second);
