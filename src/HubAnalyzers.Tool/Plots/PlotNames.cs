namespace HubAnalyzers.Tool.Plots;

/// <summary>Names of strangers as a picture has room for them.</summary>
internal static class PlotNames
{
    private const int Longest = 22;

    public static string Short(string name)
    {
        var text = Output.PlainText.OneLine(name);
        return text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
    }
}
