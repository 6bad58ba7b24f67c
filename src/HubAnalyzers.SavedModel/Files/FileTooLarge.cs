using System;
using System.IO;

namespace HubAnalyzers.SavedModel.Files;

/// <summary>A file system or a limit of the shell that allows no file of this size: .NET calls that an argument out of range.</summary>
internal static class FileTooLarge
{
    public static bool Is(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value" };

    public static IOException Error(string path, Exception cause) => new($"'{path}' would be larger than a file may be here: the file system's limit, or that of the shell (ulimit -f)", cause);
}
