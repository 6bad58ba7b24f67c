using System;
using System.Collections.Generic;
using System.IO;

namespace HubAnalyzers.SavedModel.Files;

/// <summary>Paths without links, so that two of them can be compared: a folder has one such path, whatever leads to it.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    private static readonly StringComparison _comparison = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Follows every link on the way; what is not there yet stays as it is written.</summary>
    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        var rest = new Stack<string>();
        Push(full[real.Length..]);
        for (var links = 0; rest.TryPop(out var part);)
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"'{path}': its links go in a circle");
            }

            if (Path.IsPathRooted(target))
            {
                // On Windows a root may lack its drive.
                target = Path.GetFullPath(target);
                real = Path.GetPathRoot(target)!;
                target = target[real.Length..];
            }

            Push(target);
        }

        return real;

        void Push(string parts)
        {
            var names = parts.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]);
            for (var i = names.Length - 1; i >= 0; i--)
            {
                if (names[i] is not ("" or "."))
                {
                    rest.Push(names[i]);
                }
            }
        }
    }

    /// <summary>Whether a path is a folder or lies in it, through whatever links.</summary>
    public static bool IsWithin(string path, string folder)
    {
        var (inner, outer) = (Of(path), Of(folder));
        return inner.Equals(outer, _comparison) || inner.StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, _comparison);
    }
}
