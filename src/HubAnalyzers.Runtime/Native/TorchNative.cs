using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
/// libtorch is taken from what the environment variable HUB_LIBTORCH names (see <see cref="LibTorchFolders.Of"/>), else from the
/// application's native folders, else from NuGet's global packages, which serves a tool that does not carry it along. On glibc the allocator
/// is told to keep freed blocks, which halves the time of a training step and keeps what a step takes resident; HUB_KEEP_MEMORY=0
/// leaves the allocator alone. On Windows and macOS TorchSharp's own loader does the rest.
/// </remarks>
internal static partial class TorchNative
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    private static readonly Lazy<Exception?> _failure = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);
    private static readonly Lazy<nint> _bridge = new(static () =>
        NativeLibrary.TryLoad(_loadedBridge ?? "LibTorchSharp", typeof(torch).Assembly, searchPath: null, out var handle) ? handle : 0);

    private static string? _loadedBridge;

    /// <summary>Where libtorch was loaded from, for messages.</summary>
    internal static string Source { get; private set; } = AppContext.BaseDirectory;

    /// <summary>The library of the CUDA build; null where there is none.</summary>
    internal static string? CudaFile { get; private set; }

    /// <summary>Why the CUDA build could not be loaded; null where it was, or there is none.</summary>
    internal static string? CudaProblem { get; private set; }

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
            yield return AppContext.BaseDirectory;
            yield return Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
            yield return Path.Combine(AppContext.BaseDirectory, "runtimes", PortableRid, "native");
            var native = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
            foreach (var folder in native.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            {
                yield return folder;
            }
        }
    }

    /// <summary>The folder to take libtorch from.</summary>
    /// <param name="named">What HUB_LIBTORCH says; null or empty where it is not set.</param>
    /// <param name="own">The application's own folders.</param>
    /// <param name="packages">NuGet's global packages; null where there are none.</param>
    /// <exception cref="HubNativeLibraryException">It is in none; the message says how to bring it.</exception>
    internal static string FindLibTorch(string? named, IEnumerable<string> own, string? packages)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return LibTorchFolders.Of(named).FirstOrDefault(HasLibTorch) ?? throw new HubNativeLibraryException(
                $"HUB_LIBTORCH is {named}, which holds no {NativeNames.Cpu}: not itself, not in lib, torch/lib or lib/python3*/site-packages/torch/lib; name a libtorch, a Python torch or its virtual environment, or unset it");
        }

        var package = $"libtorch-cpu-{PortableRid}";
        var version = LibTorchVersions.Expected;
        var downloaded = packages is null ? null : LibTorchFolders.InPackages(packages, PortableRid, version);
        return own.FirstOrDefault(HasLibTorch) ?? (downloaded is not null && HasLibTorch(downloaded) ? downloaded : null) ?? throw new HubNativeLibraryException(
            $"libtorch is missing; in a project: dotnet add package {package} --version {version}; for a tool: dotnet package download {package}@{version}{(packages is null ? "" : $" --output \"{packages}\"")}; "
            + "or set HUB_LIBTORCH to a libtorch or the virtual environment of a Python torch");

        static bool HasLibTorch(string folder) => File.Exists(Path.Combine(folder, NativeNames.Cpu));
    }

    private static string PortableRid =>
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static Exception? Load()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                KeepMemory();
                LoadLinux();
            }
            else
            {
                LoadFromElsewhere();
            }

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

        // The bridge finds them by name once they are in the process, wherever it lies itself.
        var named = Environment.GetEnvironmentVariable("HUB_LIBTORCH");
        var loaded = LoadLibTorch(FindLibTorch(named, ProbingFolders(), LibTorchFolders.GlobalPackages()), mayMix: string.IsNullOrEmpty(named));
        if (!string.IsNullOrEmpty(named))
        {
            LibTorchVersions.RequireComplete(bridge, Source, loaded);
        }

        _loadedBridge = LibStdCxxCompat.Load(bridge, CacheFolder());
    }

    /// <summary>Where the application has no libtorch of its own, TorchSharp's loader finds what is in the process already.</summary>
    private static void LoadFromElsewhere()
    {
        var named = Environment.GetEnvironmentVariable("HUB_LIBTORCH");
        if (!string.IsNullOrEmpty(named) || Find(NativeNames.Cpu) is null)
        {
            LoadLibTorch(FindLibTorch(named, ProbingFolders(), LibTorchFolders.GlobalPackages()), mayMix: false);
        }
    }

    private static List<nint> LoadLibTorch(string folder, bool mayMix)
    {
        Source = folder;
        var loaded = new List<nint>();
        foreach (var name in NativeNames.All)
        {
            var file = Path.Combine(folder, name);
            if (!File.Exists(file) && (mayMix ? Find(name) : null) is { } elsewhere)
            {
                file = elsewhere;
            }

            if (!File.Exists(file))
            {
                continue;
            }

            if (NativeNames.IsCuda(name))
            {
                // Without a driver it may not load; the processor is there all the same.
                try
                {
                    loaded.Add(NativeLibrary.Load(file));
                    CudaFile = file;
                }
                catch (DllNotFoundException e)
                {
                    CudaProblem ??= e.Message.Split('\n')[0];
                }
            }
            else
            {
                loaded.Add(NativeLibrary.Load(file));
            }
        }

        return loaded;
    }

    private static string? Find(string name) => ProbingFolders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

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
            // Larger blocks go back to the system when they are freed: they leave holes that few others fit into. glibc before 2.35
            // refuses more than 32 MiB.
            if (MallocOption(MmapThreshold, 192 << 20) == 0)
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
