using System.Text.Json.Serialization;

namespace HubAnalyzers.Runtime;

/// <summary>The model of a run.</summary>
/// <param name="Handle">Its handle.</param>
/// <param name="Digest">The digest over its files, before the run.</param>
/// <param name="ManifestDigest">SHA-256 of its manifest's bytes.</param>
public sealed record ReceiptModel(string Handle, string Digest, string ManifestDigest)
{
    /// <summary>The kind of result that the model was loaded to give, in the words of a manifest; null for its first output.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Output { get; init; }

    /// <summary>What else it was loaded with that results depend on: what a request to train a batch normalization means, the precision, and the engine of what is frozen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LoadedWith { get; init; }
}
