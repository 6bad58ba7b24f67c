using System;

namespace HubAnalyzers.Tool;

/// <summary>What was asked for is understood, and the model's bytes say no; the message gives the rule and the reason.</summary>
internal sealed class RefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
