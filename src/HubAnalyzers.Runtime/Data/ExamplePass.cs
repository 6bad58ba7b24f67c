namespace HubAnalyzers.Runtime;

/// <summary>What an example is read for. The same pass gives the same numbers, on any number of threads and in any order.</summary>
/// <param name="IsTraining">Whether it is trained on, so that it may be augmented.</param>
/// <param name="Epoch">Which epoch of the run, counted from 0; decides the augmentation.</param>
/// <param name="Seed">The run's seed; decides the augmentation.</param>
public readonly record struct ExamplePass(bool IsTraining, int Epoch, ulong Seed);
