using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.Runtime.Native;

/// <summary>Where a libtorch can lie that is not the application's own.</summary>
internal static class LibTorchFolders
{
    /// <summary>
    /// The folders that HUB_LIBTORCH can mean: one with the libraries, a libtorch or Python's torch with them in <c>lib</c>, a
    /// <c>site-packages</c>, or the root of a virtual environment.
    /// </summary>
    public static IEnumerable<string> Of(string named)
    {
        yield return named;
        yield return Path.Combine(named, "lib");
        yield return Path.Combine(named, "torch", "lib");
        yield return Path.Combine(named, "Lib", "site-packages", "torch", "lib");

        // lib/python3.12/site-packages; the newest first.
        foreach (var python in Below(Path.Combine(named, "lib"), "python3*").OrderByDescending(static p => p.Length).ThenByDescending(static p => p, StringComparer.Ordinal))
        {
            yield return Path.Combine(python, "site-packages", "torch", "lib");
        }
    }

    /// <summary>The folder in NuGet's global packages that holds the processor's build for a system, whether it is there or not.</summary>
    public static string InPackages(string packages, string rid, string version) =>
        Path.Combine(packages, "libtorch-cpu-" + rid, version, "runtimes", rid, "native");

    /// <summary>NuGet's global packages on this machine; null where there can be none.</summary>
    public static string? GlobalPackages()
    {
        if (Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named)
        {
            return named;
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? Path.Combine(home, ".nuget", "packages") : null;
    }

    private static string[] Below(string folder, string pattern)
    {
        try
        {
            return Directory.GetDirectories(folder, pattern);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
