using System;

namespace HubAnalyzers.Runtime;

/// <summary>A model, or the head on it, cannot be written in the form that was asked for; the message says why and what to do. Nothing was written.</summary>
public sealed class HubExportException : NotSupportedException
{
    internal HubExportException(string message)
        : base(message)
    {
    }
}
