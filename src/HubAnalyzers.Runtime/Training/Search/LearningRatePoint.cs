namespace HubAnalyzers.Runtime;

/// <summary>One step of a search for a learning rate.</summary>
/// <param name="Rate">The learning rate of the step.</param>
/// <param name="Loss">The loss of its batch, before the weights moved.</param>
/// <param name="SmoothedLoss">The mean of the losses so far, the later ones counting more.</param>
public sealed record LearningRatePoint(double Rate, double Loss, double SmoothedLoss);
