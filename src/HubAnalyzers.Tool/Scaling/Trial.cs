using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>One training of a sweep.</summary>
/// <param name="Values">What it has of the grid.</param>
/// <param name="Request">All that it is asked for.</param>
internal sealed record Trial(IReadOnlyList<(string Name, string Value)> Values, TrainRequest Request)
{
    public string Name => string.Join(' ', Values.Select(static v => $"{v.Name}={v.Value}"));
}
