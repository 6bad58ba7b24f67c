namespace HubAnalyzers.Runtime;

/// <summary>Programs and machine of a run.</summary>
/// <param name="Runtime">The version of HubAnalyzers.Runtime.</param>
/// <param name="TorchSharp">The version of TorchSharp.</param>
/// <param name="LibTorch">The version of libtorch that TorchSharp was made for.</param>
/// <param name="Framework">The version of .NET.</param>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor's kind.</param>
/// <param name="Threads">The threads that libtorch uses within an operation; another number can give other roundings.</param>
/// <param name="Device">Where it ran.</param>
public sealed record ReceiptEnvironment(string Runtime, string TorchSharp, string LibTorch, string Framework, string System, string Architecture, int Threads, string Device);
