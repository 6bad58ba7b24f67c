using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using TorchSharp;

namespace HubAnalyzers.Runtime.Native;

/// <summary>
/// Loads libtorch and TorchSharp's bridge before TorchSharp's first use. Runs by itself when this assembly is first used;
/// what went wrong is told by <see cref="EnsureLoaded"/>, not by the initializer.
/// </summary>
/// <remarks>
/// On Linux, libtorch is taken from the folder that the environment variable HUB_LIBTORCH names (the folder with libtorch.so, or its parent),
/// else from the application's native folders. On glibc the allocator is told to keep freed blocks, which halves the time
/// of a training step and keeps up to about 1 GB resident; HUB_KEEP_MEMORY=0 leaves the allocator alone.
/// Elsewhere TorchSharp's own loader does all of it.
/// </remarks>
internal static partial class TorchNative
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    private static readonly Lazy<Exception?> _failure = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);
    private static readonly Lazy<nint> _bridge = new(static () =>
        NativeLibrary.TryLoad(_loadedBridge ?? "LibTorchSharp", typeof(torch).Assembly, searchPath: null, out var handle) ? handle : 0);

    private static string? _loadedBridge;

    /// <summary>TorchSharp's bridge, or 0 where it is not to be had.</summary>
    internal static nint Bridge => _failure.Value is null ? _bridge.Value : 0;

    /// <summary>Returns once libtorch can be used.</summary>
    /// <exception cref="HubNativeLibraryException">It cannot; the message names what is missing and the remedy.</exception>
    public static void EnsureLoaded()
    {
        if (_failure.Value is { } failure)
        {
            throw failure is HubNativeLibraryException
                ? new HubNativeLibraryException(failure.Message, failure)
                : new HubNativeLibraryException($"libtorch could not be loaded: {failure.Message}", failure);
        }
    }

    // A library's module initializer is deliberate here: TorchSharp has no other hook before its first use.
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void Initialize() => _ = _failure.Value;
#pragma warning restore CA2255

    /// <summary>The folders in which native files of this application can lie, nearest first.</summary>
    internal static IEnumerable<string> ProbingFolders()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in Candidates())
        {
            if (folder.Length > 0 && Directory.Exists(folder) && seen.Add(Path.GetFullPath(folder)))
            {
                yield return Path.GetFullPath(folder);
            }
        }

        static IEnumerable<string> Candidates()
        {
            if (Environment.GetEnvironmentVariable("HUB_LIBTORCH") is { Length: > 0 } libtorch)
            {
                yield return libtorch;
                yield return Path.Combine(libtorch, "lib");
            }

            yield return AppContext.BaseDirectory;
            yield return Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
            yield return Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");
            var native = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
            foreach (var folder in native.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            {
                yield return folder;
            }
        }
    }

    private static Exception? Load()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            KeepMemory();
            LoadLinux();
            return null;
        }
        catch (Exception e) when (e is HubNativeLibraryException or DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    private static void LoadLinux()
    {
        if (RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal))
        {
            throw new HubNativeLibraryException("libtorch has no build for musl (Alpine); use a glibc image such as mcr.microsoft.com/dotnet/runtime:10.0");
        }

        var bridge = Find("libLibTorchSharp.so")
            ?? throw new HubNativeLibraryException("libLibTorchSharp.so is not beside the application; TorchSharp has it for linux-x64 only, publish with -r linux-x64");

        // The bridge finds these by name once they are in the process, wherever it lies itself.
        _ = Find("libtorch_cpu.so")
            ?? throw new HubNativeLibraryException("libtorch is missing; reference libtorch-cpu-linux-x64, or set HUB_LIBTORCH to a folder with libtorch.so");
        foreach (var name in (string[])["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"])
        {
            if (Find(name) is { } library)
            {
                NativeLibrary.Load(library);
            }
        }

        _loadedBridge = LibStdCxxCompat.Load(bridge, CacheFolder());
    }

    private static string? Find(string name)
    {
        foreach (var folder in ProbingFolders())
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string CacheFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache) || !Path.IsPathRooted(cache))
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            cache = home.Length > 0 ? Path.Combine(home, ".cache") : Path.Combine(AppContext.BaseDirectory, ".cache");
        }

        return Path.Combine(cache, "hubanalyzers", "torchsharp-" + typeof(torch).Assembly.GetName().Version);
    }

    private static void KeepMemory()
    {
        if (Environment.GetEnvironmentVariable("HUB_KEEP_MEMORY") == "0")
        {
            return;
        }

        try
        {
            // glibc before 2.35 refuses more than 32 MiB.
            if (MallocOption(MmapThreshold, 1 << 30) == 0)
            {
                _ = MallocOption(MmapThreshold, 32 << 20);
            }

            _ = MallocOption(TrimThreshold, -1);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library: its allocator stays as it is.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallocOption(int parameter, int value);
}
