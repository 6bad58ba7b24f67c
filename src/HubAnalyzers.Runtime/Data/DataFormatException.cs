using System;

namespace HubAnalyzers.Runtime;

/// <summary>A data set is not as it must be: a folder without classes, a list that cannot be read, a file outside of it.</summary>
public sealed class DataFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file or folder, with the line where there is one.</param>
    /// <param name="problem">What is wrong with it, without a full stop.</param>
    /// <param name="remedy">What to do about it, without a full stop.</param>
    /// <param name="innerException">Where it was found, if by another.</param>
    public DataFormatException(string file, string problem, string remedy, Exception? innerException = null)
        : base($"{file}: {problem}; {remedy}.", innerException)
    {
        File = file;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>The file or folder, with the line where there is one.</summary>
    public string File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
