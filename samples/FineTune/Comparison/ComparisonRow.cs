using System.Collections.Generic;

namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>What one seed gave: shares of the held-out images that are right.</summary>
/// <param name="Seed">Decides first weights and order of the images.</param>
/// <param name="HeadOnly">The pretrained net after its head.</param>
/// <param name="FineTuned">The pretrained net after head and block.</param>
/// <param name="Whole">The pretrained net trained whole, by <see cref="TrainingRecipe.Augmented"/>.</param>
/// <param name="FromScratch">The net from random weights, by each of <see cref="TrainingRecipe.All"/>.</param>
internal sealed record ComparisonRow(ulong Seed, double HeadOnly, double FineTuned, double Whole, IReadOnlyList<double> FromScratch);
