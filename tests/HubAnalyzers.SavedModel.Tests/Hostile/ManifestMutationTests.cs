using System;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Hostile;

/// <summary>Manifests as a bad merge or malice leaves them: read, or refused in one line; what is read can be written and read again.</summary>
public sealed class ManifestMutationTests
{
    private static readonly byte[] _manifest = Short();

    [Fact]
    public void Changed_bytes_are_read_or_refused()
    {
        foreach (var seed in Fuzz.Seeds(200))
        {
            ReadOrRefuse(new Mutator(seed).Mutate(_manifest), seed);
        }
    }

    [Fact]
    public void Changed_tokens_are_read_or_refused()
    {
        var text = Encoding.UTF8.GetString(_manifest);
        foreach (var seed in Fuzz.Seeds(200))
        {
            ReadOrRefuse(Encoding.UTF8.GetBytes(JsonMutation.Apply(text, new Random(seed))), seed);
        }
    }

    [Fact]
    public void A_manifest_that_is_nothing_but_brackets_is_refused() =>
        Assert.Contains("it is not JSON", Assert.Throws<HubModelFormatException>(static () => ManifestFile.Read(Encoding.UTF8.GetBytes(new string('[', 1_000_000)), "deep")).Message, StringComparison.Ordinal);

    // With a few layers: then a change falls on every part of it now and then.
    private static byte[] Short()
    {
        const int Kept = 3;
        var manifest = JsonNode.Parse(ManifestFile.Write(ModelInspector.Inspect(Repository.PathOf("samples", "models", "shapes_mobilenet"))))!;
        foreach (var list in new[] { manifest["layers"]!.AsArray(), manifest["variables"]!.AsArray() })
        {
            list.RemoveRange(Kept, list.Count - Kept);
        }

        return JsonSerializer.SerializeToUtf8Bytes(manifest, new JsonSerializerOptions { WriteIndented = true });
    }

    private static void ReadOrRefuse(byte[] bytes, int seed) => Bounded.Run(seed, () => ManifestFile.Read(ManifestFile.Write(ManifestFile.Read(bytes, "changed")), "again"));
}
