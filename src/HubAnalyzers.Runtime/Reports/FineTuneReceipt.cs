using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HubAnalyzers.Runtime;

/// <summary>What a run was made of and what came out, enough to repeat it and to see whether it came out the same. Written as one JSON file.</summary>
public sealed record FineTuneReceipt
{
    private const int Schema = 1;
    private const long MaxBytes = 64 << 20;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The version of this form.</summary>
    [JsonRequired]
    public int SchemaVersion { get; init; } = Schema;

    /// <summary>The model.</summary>
    public required ReceiptModel Model { get; init; }

    /// <summary>What was trained on.</summary>
    public required ReceiptData Training { get; init; }

    /// <summary>What was measured on.</summary>
    public required ReceiptData Validation { get; init; }

    /// <summary>The options that the weights depend on, with layers by name; <see cref="FineTuneOptions.FromJson"/> reads them. The seed is one of them.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>The head.</summary>
    public required string Head { get; init; }

    /// <summary>The head's weights by name and shape, its dropout, and the scale of the values that it learns; null in receipts of an earlier version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HeadForm { get; init; }

    /// <summary>What the run began with: where this differs, the head was drawn with another seed, or something was trained before; null in receipts of an earlier version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReceiptStart? Start { get; init; }

    /// <summary>What decided how it was run, in words; empty where nothing was decided.</summary>
    public IReadOnlyList<string> Plan { get; init; } = [];

    /// <summary>What the program was asked for that ran it, in that program's own terms; null where it says nothing. <c>dotnet hub replay</c> repeats a run by it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Request { get; init; }

    /// <summary>Programs and machine.</summary>
    public required ReceiptEnvironment Environment { get; init; }

    /// <summary>The epochs in order.</summary>
    public required IReadOnlyList<ReceiptEpoch> Epochs { get; init; }

    /// <summary>What came out.</summary>
    public required ReceiptResults Results { get; init; }

    /// <summary>Reads a receipt.</summary>
    /// <exception cref="DataFormatException">It is missing, too long or no receipt.</exception>
    public static FineTuneReceipt Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        const string Remedy = "give a receipt as a training writes it";
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaxBytes)
            {
                throw new DataFormatException(path, $"it is {file.Length} bytes long, more than a receipt is", Remedy);
            }

            var receipt = JsonSerializer.Deserialize<FineTuneReceipt>(File.ReadAllBytes(path), _json)
                ?? throw new DataFormatException(path, "it holds null", Remedy);
            return receipt.SchemaVersion == Schema
                ? receipt
                : throw new DataFormatException(path, $"its schemaVersion is {receipt.SchemaVersion}, and this program reads {Schema}", "use the version of HubAnalyzers that wrote it");
        }
        catch (JsonException e)
        {
            throw new DataFormatException(path, $"it is no receipt: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}", Remedy, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFormatException(path, "it cannot be read: " + e.Message.TrimEnd('.'), Remedy, e);
        }
    }

    /// <summary>Names what differs between two receipts, in the order of the file; nothing where the runs were and came out the same.</summary>
    public static IReadOnlyList<ReceiptDifference> Compare(FineTuneReceipt first, FineTuneReceipt second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (a, b) = (Flatten(first), Flatten(second));
        var values = b.ToDictionary(StringComparer.Ordinal);
        var known = a.Select(static p => p.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. a.Where(p => values.GetValueOrDefault(p.Key) != p.Value).Select(p => new ReceiptDifference(p.Key, p.Value, values.GetValueOrDefault(p.Key))),
            .. b.Where(p => !known.Contains(p.Key)).Select(static p => new ReceiptDifference(p.Key, null, p.Value)),
        ];
    }

    /// <summary>The receipt as UTF-8 JSON: the same bytes for the same receipt, in every culture.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, _json), (byte)'\n'];

    /// <summary>Writes the receipt, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, ToJson());
    }

    private static List<KeyValuePair<string, string>> Flatten(FineTuneReceipt receipt)
    {
        var values = new List<KeyValuePair<string, string>>();
        Flatten(JsonSerializer.SerializeToElement(receipt, _json), "", values);
        return values;
    }

    private static void Flatten(JsonElement element, string place, List<KeyValuePair<string, string>> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Flatten(property.Value, place.Length == 0 ? property.Name : $"{place}.{property.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Flatten(item, $"{place}[{index++}]", values);
                }

                break;
            default:
                values.Add(new(place, element.ValueKind == JsonValueKind.Null ? "null" : element.ToString()));
                break;
        }
    }
}
