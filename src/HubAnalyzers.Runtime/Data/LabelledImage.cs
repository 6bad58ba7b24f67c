using System;

namespace HubAnalyzers.Runtime;

/// <summary>An image with its class, as a source gives them one at a time.</summary>
/// <param name="Pixels">Row by row, channels last, in the range that the model takes.</param>
/// <param name="Label">The class, counted from 0.</param>
/// <param name="Name">What reports call it; null is its place.</param>
public readonly record struct LabelledImage(ReadOnlyMemory<float> Pixels, int Label, string? Name = null);
