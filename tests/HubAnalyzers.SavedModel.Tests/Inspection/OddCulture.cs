using System.Globalization;

namespace HubAnalyzers.SavedModel.Tests.Inspection;

/// <summary>A culture that writes no number as the invariant one does. Made here, since machines without ICU have no other.</summary>
internal static class OddCulture
{
    public static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "minus";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        return culture;
    }
}
