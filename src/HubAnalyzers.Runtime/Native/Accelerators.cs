using System.Runtime.InteropServices;

namespace HubAnalyzers.Runtime.Native;

/// <summary>What libtorch finds on this machine besides the processor.</summary>
/// <param name="HasCudaBuild">Whether the libtorch that was loaded is built for CUDA.</param>
/// <param name="Count">How many CUDA devices it sees.</param>
/// <param name="Source">Where libtorch is from, for messages.</param>
/// <param name="Problem">Why the CUDA build could not be loaded; null where it was, or there is none.</param>
internal sealed record Accelerators(bool HasCudaBuild, int Count, string Source, string? Problem = null)
{
    /// <summary>Asks libtorch. The bridge is asked itself: TorchSharp would search the packages for a CUDA build first, and copy half a gigabyte.</summary>
    public static unsafe Accelerators Find()
    {
        TorchNative.EnsureLoaded();
        var count = NativeLibrary.TryGetExport(TorchNative.Bridge, "THSTorchCuda_is_available", out var isAvailable)
            && NativeLibrary.TryGetExport(TorchNative.Bridge, "THSTorchCuda_device_count", out var deviceCount)
            && ((delegate* unmanaged<byte>)isAvailable)() != 0
                ? ((delegate* unmanaged<int>)deviceCount)()
                : 0;
        return new Accelerators(count > 0 || TorchNative.CudaFile is not null, count, TorchNative.Source, TorchNative.CudaProblem);
    }
}
