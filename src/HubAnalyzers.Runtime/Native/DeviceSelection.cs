using System.Runtime.InteropServices;
using TorchSharp;

namespace HubAnalyzers.Runtime.Native;

/// <summary>From the device that is asked for to the one that is there.</summary>
internal static class DeviceSelection
{
    /// <summary>The device itself: never <see cref="HubDevice.Auto"/>.</summary>
    /// <exception cref="HubDeviceException">It is not there.</exception>
    public static HubDevice Resolve(HubDevice asked, Accelerators found)
    {
        if (asked == HubDevice.Auto)
        {
            return found.Count > 0 ? HubDevice.Cuda() : HubDevice.Cpu;
        }

        if (asked.CudaIndex is not { } index || index < found.Count)
        {
            return asked;
        }

        if (found.Problem is { } problem)
        {
            throw new HubDeviceException($"{asked} was asked for, but the CUDA build in {found.Source} could not be loaded: {problem}; install what it names, or use HubDevice.Cpu");
        }

        if (!found.HasCudaBuild)
        {
            var package = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";
            throw new HubDeviceException($"{asked} was asked for, but the libtorch in {found.Source} is built for the processor only; reference {package} instead of libtorch-cpu, or set HUB_LIBTORCH to a Python torch with CUDA");
        }

        throw new HubDeviceException(found.Count == 0
            ? $"{asked} was asked for, but CUDA finds no device; see whether nvidia-smi lists one, and whether CUDA_VISIBLE_DEVICES hides it"
            : $"{asked} was asked for, but this machine has {(found.Count == 1 ? "cuda:0 only" : $"cuda:0 to cuda:{found.Count - 1}")}");
    }

    /// <summary>torch's device.</summary>
    public static torch.Device ToTorch(HubDevice device) =>
        device.CudaIndex is { } index ? new torch.Device(DeviceType.CUDA, index) : torch.CPU;
}
