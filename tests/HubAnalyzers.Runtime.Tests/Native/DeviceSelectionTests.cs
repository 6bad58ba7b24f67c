using System;
using HubAnalyzers.Runtime.Native;

namespace HubAnalyzers.Runtime.Tests.Native;

/// <summary>Which device is taken, and what is said where it is not there, on machines of every kind.</summary>
public sealed class DeviceSelectionTests
{
    private static readonly Accelerators _cpuBuild = new(false, 0, "/opt/libtorch/lib");
    private static readonly Accelerators _noDriver = new(true, 0, "/opt/libtorch/lib");
    private static readonly Accelerators _two = new(true, 2, "/opt/libtorch/lib");

    [Fact]
    public void Auto_is_the_first_GPU_where_there_is_one_and_the_processor_elsewhere()
    {
        Assert.Equal(HubDevice.Cuda(0), DeviceSelection.Resolve(HubDevice.Auto, _two));
        Assert.Equal(HubDevice.Cpu, DeviceSelection.Resolve(HubDevice.Auto, _noDriver));
        Assert.Equal(HubDevice.Cpu, DeviceSelection.Resolve(HubDevice.Auto, _cpuBuild));
    }

    [Fact]
    public void What_is_asked_for_by_name_is_taken_or_refused()
    {
        Assert.Equal(HubDevice.Cpu, DeviceSelection.Resolve(HubDevice.Cpu, _two));
        Assert.Equal(HubDevice.Cuda(1), DeviceSelection.Resolve(HubDevice.Cuda(1), _two));
        Assert.Equal("cuda:2 was asked for, but this machine has cuda:0 to cuda:1", Refusal(HubDevice.Cuda(2), _two));
        Assert.Equal("cuda:1 was asked for, but this machine has cuda:0 only", Refusal(HubDevice.Cuda(1), new(true, 1, "")));
    }

    [Fact]
    public void Each_way_of_having_no_GPU_has_its_own_remedy()
    {
        Assert.Matches("^cuda:0 was asked for, but the libtorch in /opt/libtorch/lib is built for the processor only; reference TorchSharp-cuda-(linux|windows) instead of libtorch-cpu, or set HUB_LIBTORCH", Refusal(HubDevice.Cuda(), _cpuBuild));
        Assert.Contains("nvidia-smi", Refusal(HubDevice.Cuda(), _noDriver));
        Assert.Contains("could not be loaded: libcudart.so.12: cannot open", Refusal(HubDevice.Cuda(), _noDriver with { Problem = "libcudart.so.12: cannot open shared object file" }));
    }

    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("CPU", "cpu")]
    [InlineData("cuda", "cuda:0")]
    [InlineData(" Cuda:3 ", "cuda:3")]
    public void A_device_is_read_from_text(string text, string device) => Assert.Equal(device, HubDevice.Parse(text).ToString());

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("")]
    public void What_is_no_device_is_told(string text) =>
        Assert.Equal($"'{text}' is no device; use auto, cpu, cuda or cuda:N.", Assert.Throws<FormatException>(() => HubDevice.Parse(text)).Message);

    private static string Refusal(HubDevice asked, Accelerators found) => Assert.Throws<HubDeviceException>(() => DeviceSelection.Resolve(asked, found)).Message;
}
