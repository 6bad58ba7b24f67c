using System;

namespace HubAnalyzers.Runtime;

/// <summary>The device that was asked for is not to be had; the message says why and what to do.</summary>
public sealed class HubDeviceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was asked for, why it is not there, and the remedy, in one line.</param>
    public HubDeviceException(string message)
        : base(message)
    {
    }
}
