using System;

namespace HubAnalyzers.Runtime;

/// <summary>libtorch did not get the memory for a tensor; the message names what was computed and the remedies.</summary>
public sealed class HubOutOfMemoryException : OutOfMemoryException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was asked for and the remedies, in one line.</param>
    /// <param name="innerException">What libtorch said.</param>
    public HubOutOfMemoryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
