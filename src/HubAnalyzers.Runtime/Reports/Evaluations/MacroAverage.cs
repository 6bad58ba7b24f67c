using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>
/// The mean over the classes, or labels, that have examples, each counting alike however many it has. What nothing was taken for has a
/// precision of 0 in it.
/// </summary>
/// <param name="Precision">The mean precision.</param>
/// <param name="Recall">The mean recall.</param>
/// <param name="F1">The mean F1 score.</param>
public sealed record MacroAverage(double Precision, double Recall, double F1)
{
    internal static MacroAverage Of(IEnumerable<ClassScore> scores)
    {
        var present = scores.Where(static s => s.Count > 0).ToList();
        return present.Count == 0
            ? new MacroAverage(double.NaN, double.NaN, double.NaN)
            : new MacroAverage(
                present.Average(static s => s.Predicted == 0 ? 0 : s.Precision),
                present.Average(static s => s.Recall),
                present.Average(static s => s.F1));
    }
}
