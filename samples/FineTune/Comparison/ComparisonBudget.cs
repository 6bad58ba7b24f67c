namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>How much both sides of the comparison are given.</summary>
/// <param name="TrainingPerClass">Images of each class to learn from; the same for both.</param>
/// <param name="HeldOutPerClass">Images of each class to measure on; the same for both, and in no training.</param>
/// <param name="HeadEpochs">Of the head alone, on the pretrained net.</param>
/// <param name="BlockEpochs">Of head and block, on the pretrained net.</param>
/// <param name="ScratchEpochs">Of the whole net from random weights: not fewer steps than the other side has in all.</param>
internal sealed record ComparisonBudget(
    int TrainingPerClass = 120, int HeldOutPerClass = 100, int HeadEpochs = 40, int BlockEpochs = 16, int ScratchEpochs = 60);
