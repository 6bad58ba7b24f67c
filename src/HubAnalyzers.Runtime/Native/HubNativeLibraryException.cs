using System;

namespace HubAnalyzers.Runtime;

/// <summary>libtorch or TorchSharp's bridge to it could not be loaded on this machine; the message says what is missing and what to do.</summary>
public sealed class HubNativeLibraryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing and the remedy, in one line.</param>
    /// <param name="innerException">What the loader said, if it said anything.</param>
    public HubNativeLibraryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
