using System;
using System.IO;

namespace HubAnalyzers.SavedModel.Files;

/// <summary>What .NET says when a disk takes no more, so that each error is an <see cref="IOException"/> that names the file.</summary>
internal static class DiskErrors
{
    /// <summary>A file system or a limit of the shell that allows no file of this size: .NET calls that an argument out of range.</summary>
    public static bool IsTooLarge(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value" };

    public static IOException TooLarge(string path, Exception cause) => new($"'{path}' would be larger than a file may be here: the file system's limit, or that of the shell (ulimit -f)", cause);

    /// <summary>Makes a folder in which something is prepared that goes elsewhere in the end.</summary>
    /// <param name="place">Where it goes, which is what a reader knows.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Making(string place, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{place}' cannot be written: {(e is UnauthorizedAccessException ? "access is denied" : e.Message.Replace(folder, place, StringComparison.Ordinal).TrimEnd('.'))}; choose a place that can be written to", e);
        }
    }

    /// <summary>Does what writes a file.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it, which the system's own does not where it copies.</exception>
    public static void Naming(string path, Action write) => Naming([path], write);

    /// <summary>Does what writes files that belong together; where the error names none of them, it gets the name of the last.</summary>
    /// <exception cref="IOException">One cannot be written.</exception>
    public static void Naming(string[] paths, Action write)
    {
        try
        {
            write();
        }
        catch (ArgumentOutOfRangeException e) when (IsTooLarge(e))
        {
            throw TooLarge(paths[^1], e);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && !Array.Exists(paths, p => e.Message.Contains(Path.GetFileName(p), StringComparison.Ordinal)))
        {
            throw new IOException($"'{paths[^1]}' cannot be written: {e.Message}", e);
        }
    }
}
