using System;

namespace HubAnalyzers.SavedModel;

/// <summary>A model's file is missing, damaged, or in a form that is not understood. The message is one line that names file, problem and remedy.</summary>
public sealed class HubModelFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file concerned.</param>
    /// <param name="problem">What is wrong with it, and where in it.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public HubModelFormatException(string file, string problem, string remedy, Exception? innerException = null)
        : base($"{file}: {problem}; {remedy}", innerException)
    {
        File = file;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>The file concerned.</summary>
    public string File { get; }

    /// <summary>What is wrong with it, and where in it.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
