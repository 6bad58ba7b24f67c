using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>What is left of a set when each example was read once.</summary>
/// <param name="Examples">Those that can be read.</param>
/// <param name="Broken">What is wrong with each that cannot.</param>
public sealed record SoundExamples(Examples Examples, IReadOnlyList<BrokenExampleException> Broken);
