namespace HubAnalyzers.Samples.Pretrain.Net;

/// <summary>A convolution without bias, its batch norm and perhaps a Relu6.</summary>
/// <param name="Name">The layer's path below the model's scope.</param>
/// <param name="NormName">The path of its batch norm.</param>
/// <param name="Depthwise">Whether each channel has its own filter; then <paramref name="Output"/> equals <paramref name="Input"/>.</param>
/// <param name="Window">Height and width of the filter.</param>
/// <param name="Stride">Step of the filter in both directions.</param>
/// <param name="Input">Channels in.</param>
/// <param name="Output">Channels out.</param>
/// <param name="Relu6">Whether a Relu6 follows the batch norm.</param>
internal sealed record ConvSpec(string Name, string NormName, bool Depthwise, int Window, int Stride, int Input, int Output, bool Relu6)
{
    /// <summary>The name of the kernel variable below the layer.</summary>
    public string KernelName => Depthwise ? "depthwise_kernel" : "kernel";

    /// <summary>The kernel's shape: height, width, channels in, channels out (or multiplier).</summary>
    public long[] KernelShape => [Window, Window, Input, Depthwise ? 1 : Output];
}
