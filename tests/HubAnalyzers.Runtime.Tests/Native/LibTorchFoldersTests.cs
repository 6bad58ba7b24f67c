using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Native;

/// <summary>Which folder libtorch is taken from, on folders that look like those of packages and Python's environments.</summary>
public sealed class LibTorchFoldersTests
{
    private static readonly string[] _none = [];

    [Theory]
    [InlineData("libtorch/lib", "libtorch")]
    [InlineData("libtorch/lib", "libtorch/lib")]
    [InlineData("venv/lib/python3.12/site-packages/torch/lib", "venv")]
    [InlineData("venv/lib/python3.12/site-packages/torch/lib", "venv/lib/python3.12/site-packages")]
    [InlineData("venv/lib/python3.12/site-packages/torch/lib", "venv/lib/python3.12/site-packages/torch")]
    [InlineData("venv/Lib/site-packages/torch/lib", "venv")]
    public void HUB_LIBTORCH_names_a_libtorch_or_a_python_torch_at_any_depth(string libraries, string named)
    {
        using var folder = new TempFolder();
        var expected = LibTorchIn(folder, libraries);

        Assert.Equal(expected, TorchNative.FindLibTorch(folder.File(named), _none, null));
    }

    [Fact]
    public void The_newest_python_of_an_environment_is_taken()
    {
        using var folder = new TempFolder();
        LibTorchIn(folder, "venv/lib/python3.9/site-packages/torch/lib");
        var expected = LibTorchIn(folder, "venv/lib/python3.13/site-packages/torch/lib");

        Assert.Equal(expected, TorchNative.FindLibTorch(folder.File("venv"), _none, null));
    }

    [Fact]
    public void HUB_LIBTORCH_comes_before_the_application_and_that_before_NuGets_packages()
    {
        using var folder = new TempFolder();
        var named = LibTorchIn(folder, "named");
        var own = LibTorchIn(folder, "own");
        var downloaded = LibTorchIn(folder, Path.GetRelativePath(folder.Path, LibTorchFolders.InPackages(folder.File("packages"), Rid, LibTorchVersions.Expected)));

        Assert.Equal(named, TorchNative.FindLibTorch(named, [own], folder.File("packages")));
        Assert.Equal(own, TorchNative.FindLibTorch(null, [folder.File("empty"), own], folder.File("packages")));
        Assert.Equal(downloaded, TorchNative.FindLibTorch("", [folder.File("empty")], folder.File("packages")));
    }

    [Fact]
    public void A_name_that_leads_nowhere_is_an_error_and_not_passed_over()
    {
        using var folder = new TempFolder();
        var own = LibTorchIn(folder, "own");

        var error = Assert.Throws<HubNativeLibraryException>(() => TorchNative.FindLibTorch(folder.File("venv"), [own], null));

        Assert.StartsWith($"HUB_LIBTORCH is {folder.File("venv")}, which holds no {NativeNames.Cpu}", error.Message);
    }

    [Fact]
    public void Where_there_is_none_the_commands_that_bring_it_are_told()
    {
        using var folder = new TempFolder();
        LibTorchIn(folder, Path.GetRelativePath(folder.Path, LibTorchFolders.InPackages(folder.Path, Rid, "1.0.0")));

        var error = Assert.Throws<HubNativeLibraryException>(() => TorchNative.FindLibTorch(null, _none, folder.Path));

        Assert.Equal(
            $"libtorch is missing; in a project: dotnet add package libtorch-cpu-{Rid} --version {LibTorchVersions.Expected}; for a tool: dotnet package download libtorch-cpu-{Rid}@{LibTorchVersions.Expected} --output \"{folder.Path}\"; "
            + "or set HUB_LIBTORCH to a libtorch or the virtual environment of a Python torch",
            error.Message);
    }

    [Theory]
    [InlineData("torch/version.py", "__version__ = '2.11.0+cu130'\ndebug = False\n", "2.11.0+cu130")]
    [InlineData("torch/version.py", "from typing import Optional\n__version__: str = \"2.9.1\"\n", "2.9.1")]
    [InlineData("torch/build-version", "2.10.0+cpu\n", "2.10.0+cpu")]
    [InlineData("torch/notes", "2.10.0", null)]
    public void The_version_stands_beside_the_libraries(string file, string text, string? version)
    {
        using var folder = new TempFolder();
        var libraries = LibTorchIn(folder, "torch/lib");
        File.WriteAllText(folder.File(file), text);

        Assert.Equal(version, LibTorchVersions.Of(libraries));
    }

    [SkippableFact]
    public void The_libtorch_of_this_build_has_all_that_the_bridge_calls_and_the_C_library_has_not()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the bridge's imports are read on Linux only");
        TorchNative.EnsureLoaded();
        var bridge = TorchNative.ProbingFolders().Select(static f => Path.Combine(f, "libLibTorchSharp.so")).First(File.Exists);
        nint[] libraries = [.. NativeNames.All.Select(static n => Path.Combine(TorchNative.Source, n)).Where(File.Exists).Select(NativeLibrary.Load)];

        var (missing, all) = LibTorchVersions.Missing(bridge, libraries);
        Assert.Equal([], missing);
        Assert.InRange(all, 1000, 5000);

        // Without libtorch, what is missing is libtorch's.
        var error = Assert.Throws<HubNativeLibraryException>(() => LibTorchVersions.RequireComplete(bridge, "/somewhere", [NativeLibrary.Load("libstdc++.so.6"), NativeLibrary.Load("libc.so.6")]));
        Assert.Matches(@"^the libtorch in /somewhere lacks \d+ of the \d+ functions that the bridge of TorchSharp 0\.107\.0 calls, among them \w+, \w+, \w+; the bridge was made for 2\.10\.0: ", error.Message);
    }

    private static string Rid =>
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static string LibTorchIn(TempFolder folder, string path)
    {
        var full = Directory.CreateDirectory(folder.File(path)).FullName;
        File.WriteAllText(Path.Combine(full, NativeNames.Cpu), "");
        return full;
    }
}
