using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HubAnalyzers.Runtime.Native;

/// <summary>
/// Loads TorchSharp's bridge where the host's libstdc++ is older than GCC 13's (Debian 12, Ubuntu 22.04, RHEL 9).
/// The bridge names GLIBCXX_3.4.32 without using any symbol of it that is relocated, so the need may be weak:
/// a copy of the file in the user's cache differs from the original in that one flag.
/// </summary>
internal static class LibStdCxxCompat
{
    /// <summary>The only version whose absence is known to be harmless.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>The symbol of that version, which nothing calls.</summary>
    public const string Symbol = "_ZSt21ios_base_library_initv";

    /// <summary>Loads the bridge, through a copy if this host's libstdc++ asks for it; returns the file that was loaded.</summary>
    public static string Load(string bridge, string cacheFolder)
    {
        try
        {
            NativeLibrary.Load(bridge);
            return bridge;
        }
        catch (DllNotFoundException e) when (e.Message.Contains($"`{Version}' not found", StringComparison.Ordinal))
        {
            var copy = WriteWeakCopy(bridge, cacheFolder);
            NativeLibrary.Load(copy);
            return copy;
        }
    }

    /// <summary>Writes the copy whose need of <see cref="Version"/> is weak, once per content, and returns its path.</summary>
    public static string WriteWeakCopy(string bridge, string cacheFolder)
    {
        var original = File.ReadAllBytes(bridge);
        byte[] weak;
        try
        {
            weak = ElfVersionNeeds.MakeWeak(original, Version);
        }
        catch (Exception e) when (e is InvalidDataException or OverflowException)
        {
            throw new HubNativeLibraryException($"{bridge}: damaged, {e.Message}; restore the TorchSharp package again", e);
        }

        var folder = Path.Combine(cacheFolder, Convert.ToHexStringLower(SHA256.HashData(original)));
        var copy = Path.Combine(folder, Path.GetFileName(bridge));

        // What lies in the cache is used only if it is exactly what would be written.
        if (File.Exists(copy) && new FileInfo(copy).Length == weak.Length && File.ReadAllBytes(copy).AsSpan().SequenceEqual(weak))
        {
            return copy;
        }

        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(temporary, weak);
            File.Move(temporary, copy, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return copy;
    }
}
