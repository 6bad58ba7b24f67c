namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>How much the sides of the comparison are given.</summary>
/// <param name="TrainingPerClass">Images of each class to learn from; the same for all.</param>
/// <param name="HeldOutPerClass">Images of each class to measure on; the same for all, and in no training.</param>
/// <param name="HeadEpochs">Of the head alone, by the sample's recipe.</param>
/// <param name="BlockEpochs">Of head and block, by the sample's recipe.</param>
/// <param name="WholeSteps">Of the whole net, whatever it starts from.</param>
internal sealed record ComparisonBudget(
    int TrainingPerClass, int HeldOutPerClass = 100, int HeadEpochs = 40, int BlockEpochs = 16, int WholeSteps = 720);
