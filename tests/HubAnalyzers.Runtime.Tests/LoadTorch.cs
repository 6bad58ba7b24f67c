using System.Runtime.CompilerServices;
using HubAnalyzers.Runtime.Native;

namespace HubAnalyzers.Runtime.Tests;

/// <summary>A test may touch TorchSharp before anything of the Runtime, whose own initializer runs only on its first use.</summary>
internal static class LoadTorch
{
    [ModuleInitializer]
    internal static void Load() => TorchNative.EnsureLoaded();
}
