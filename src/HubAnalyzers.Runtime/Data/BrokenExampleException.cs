using System;

namespace HubAnalyzers.Runtime;

/// <summary>An example cannot be read.</summary>
public sealed class BrokenExampleException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file, or what else the example is called.</param>
    /// <param name="problem">What is wrong with it, without a full stop.</param>
    /// <param name="innerException">Where it was found, if by another.</param>
    public BrokenExampleException(string file, string problem, Exception? innerException = null)
        : this(file, problem, $"{file}: {problem}.", innerException)
    {
    }

    internal BrokenExampleException(string file, string problem, string message, Exception? innerException)
        : base(message, innerException)
    {
        File = file;
        Problem = problem;
    }

    /// <summary>The file, or what else the example is called.</summary>
    public string File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }

    /// <summary>The same problem as the reason to stop: more are broken than may be.</summary>
    /// <param name="place">Which of the broken ones it is, as "number 3".</param>
    /// <param name="allowed">How many may be broken.</param>
    internal BrokenExampleException AsTooMany(string place, int allowed) => new(
        File,
        Problem,
        allowed == 0
            ? $"{File}: {Problem}. Repair or remove it, or let some be left out with MaxBroken."
            : $"{File}: {Problem}. It is {place} that cannot be read, and MaxBroken allows {allowed}.",
        this);
}
