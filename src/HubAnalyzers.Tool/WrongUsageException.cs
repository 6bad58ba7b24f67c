using System;

namespace HubAnalyzers.Tool;

/// <summary>The command line asks for something that no command can do; the message says what instead.</summary>
internal sealed class WrongUsageException(string message) : Exception(message);
