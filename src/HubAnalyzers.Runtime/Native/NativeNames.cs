using System;

namespace HubAnalyzers.Runtime.Native;

/// <summary>The files of libtorch on this system, in the order in which they are loaded.</summary>
internal static class NativeNames
{
    /// <summary>The library that every libtorch has.</summary>
    public static string Cpu { get; } = Of("torch_cpu");

    /// <summary>All of them; the CUDA ones must be there before torch's first call.</summary>
    public static string[] All { get; } = [Of("c10"), Cpu, Of("c10_cuda"), Of("torch_cuda"), Of("torch")];

    /// <summary>Whether a file belongs to the CUDA build.</summary>
    public static bool IsCuda(string name) => name.Contains("_cuda", StringComparison.Ordinal);

    private static string Of(string name) => OperatingSystem.IsWindows() ? name + ".dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
