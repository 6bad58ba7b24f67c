namespace HubAnalyzers.Tool.Training;

/// <summary>The words of <c>--part</c>.</summary>
internal static class EvaluateParts
{
    public const string All = "all";
    public const string Training = "training";
    public const string Validation = "validation";
}
