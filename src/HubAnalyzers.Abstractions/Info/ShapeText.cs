using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers;

/// <summary>Shapes as people read them: <c>[?, 224, 224, 3]</c>, a question mark where a dimension is open.</summary>
internal static class ShapeText
{
    public static string Of(IEnumerable<long> shape) =>
        "[" + string.Join(", ", shape.Select(static d => d < 0 ? "?" : d.ToString(CultureInfo.InvariantCulture))) + "]";
}
