using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>The data of a run.</summary>
/// <param name="Digest">Over names, targets and contents.</param>
/// <param name="Count">The number of examples.</param>
/// <param name="Names">The classes, labels or values.</param>
/// <param name="CountOfEach">How many examples each class has; empty where there are no classes.</param>
/// <param name="Preprocessing">How files become numbers.</param>
/// <param name="Augmentation">How examples are varied.</param>
public sealed record ReceiptData(string Digest, int Count, IReadOnlyList<string> Names, IReadOnlyList<int> CountOfEach, string Preprocessing, string Augmentation);
