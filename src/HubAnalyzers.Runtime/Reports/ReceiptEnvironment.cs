using System.Text.Json.Serialization;

namespace HubAnalyzers.Runtime;

/// <summary>Programs and machine of a run.</summary>
/// <param name="Runtime">The version of HubAnalyzers.Runtime.</param>
/// <param name="TorchSharp">The version of TorchSharp.</param>
/// <param name="LibTorch">The version of libtorch that TorchSharp was made for; one from elsewhere may be another.</param>
/// <param name="Framework">The version of .NET.</param>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor's kind.</param>
/// <param name="Threads">The threads that libtorch uses within an operation; another number can give other roundings.</param>
/// <param name="Device">Where it ran.</param>
public sealed record ReceiptEnvironment(string Runtime, string TorchSharp, string LibTorch, string Framework, string System, string Architecture, int Threads, string Device)
{
    /// <summary>The version of ONNX Runtime, which may compute what is frozen; null where it is not there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OnnxRuntime { get; init; }

    /// <summary>The version of SkiaSharp, which decodes images.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SkiaSharp { get; init; }

    /// <summary>The widest vector instructions that are used: processors with others round otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instructions { get; init; }
}
