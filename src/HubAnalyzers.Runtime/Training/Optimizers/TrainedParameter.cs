using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>A weight that an optimizer moves.</summary>
/// <param name="Name">Unique in the run: the variable's name, or the head's with <c>head/</c> before it.</param>
/// <param name="Value">The leaf tensor; its owner is the model or the head.</param>
/// <param name="RateFactor">What the stage's learning rate is multiplied by for it.</param>
/// <param name="Decays">Whether weight decay applies to it.</param>
internal sealed record TrainedParameter(string Name, torch.Tensor Value, double RateFactor, bool Decays);
