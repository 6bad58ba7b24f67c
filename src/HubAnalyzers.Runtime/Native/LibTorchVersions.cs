using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace HubAnalyzers.Runtime.Native;

/// <summary>Whether a libtorch that was not made for TorchSharp's bridge has what the bridge calls.</summary>
internal static partial class LibTorchVersions
{
    /// <summary>The version that the bridge was made for.</summary>
    public static string Expected { get; } = typeof(LibTorchVersions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(static a => a.Key == "LibTorchVersion").Value!;

    /// <summary>What the files beside a libtorch say of its version; null where they say nothing.</summary>
    /// <param name="folder">The folder with the libraries.</param>
    public static string? Of(string folder)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder));
        if (parent is null)
        {
            return null;
        }

        try
        {
            // Python's torch has the one, libtorch's archive the other.
            if (Path.Combine(parent, "version.py") is var python && File.Exists(python))
            {
                return PythonVersion().Match(File.ReadAllText(python)) is { Success: true } match ? match.Groups[1].Value : null;
            }

            return Path.Combine(parent, "build-version") is var build && File.Exists(build) ? File.ReadAllText(build).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Refuses a libtorch that lacks what the bridge calls: the call of a missing function would end the process without a word.</summary>
    /// <param name="bridge">The bridge's file.</param>
    /// <param name="folder">Where libtorch is from.</param>
    /// <param name="libraries">libtorch's libraries, loaded.</param>
    /// <exception cref="HubNativeLibraryException">Something is missing.</exception>
    public static void RequireComplete(string bridge, string folder, IReadOnlyList<nint> libraries)
    {
        if (Environment.GetEnvironmentVariable("HUB_LIBTORCH_UNCHECKED") == "1")
        {
            return;
        }

        var (missing, all) = Missing(bridge, libraries);
        if (missing.Count > 0)
        {
            var version = Of(folder) is { } known ? $" (version {known})" : "";
            throw new HubNativeLibraryException(
                $"the libtorch in {folder}{version} lacks {missing.Count} of the {all} functions that the bridge of TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)} calls, among them {string.Join(", ", missing.Take(3))}; "
                + $"the bridge was made for {Expected}: use that version, or set HUB_LIBTORCH_UNCHECKED=1 to go on all the same (the call of a missing function ends the process)");
        }
    }

    /// <summary>What the bridge calls and no library has, and how much it calls.</summary>
    internal static (IReadOnlyList<string> Missing, int All) Missing(string bridge, IReadOnlyList<nint> libraries)
    {
        try
        {
            var names = ElfImports.Read(File.ReadAllBytes(bridge));
            return ([.. names.Where(n => n != LibStdCxxCompat.Symbol && !libraries.Any(l => NativeLibrary.TryGetExport(l, n, out _)))], names.Count);
        }
        catch (InvalidDataException e)
        {
            throw new HubNativeLibraryException($"{bridge}: damaged, {e.Message}; restore the TorchSharp package again", e);
        }
    }

    [GeneratedRegex(@"__version__\s*(?::\s*\w+\s*)?=\s*['""]([^'""]+)['""]")]
    private static partial Regex PythonVersion();
}
