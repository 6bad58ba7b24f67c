namespace HubAnalyzers.Tool;

/// <summary>What the exit code says; part of the public contract.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int AnswerIsNo = 1;
    public const int WrongUsage = 2;
    public const int BadInput = 3;

    /// <summary>Ended by Ctrl+C, as shells count it: 128 and the signal's number.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by the system, or by <c>kill</c>.</summary>
    public const int Terminated = 143;
}
