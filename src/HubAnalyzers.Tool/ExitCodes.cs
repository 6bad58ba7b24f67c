namespace HubAnalyzers.Tool;

/// <summary>What the exit code says; part of the public contract.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int AnswerIsNo = 1;
    public const int WrongUsage = 2;
    public const int BadInput = 3;
}
