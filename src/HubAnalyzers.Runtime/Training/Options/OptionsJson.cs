using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Options as JSON, with layers by name. What is written is read back to the same options; what is not understood is refused by its place.</summary>
internal static partial class OptionsJson
{
    private static readonly JsonSerializerOptions _json = Settings(new LayerConverter(null));

    /// <summary>All of the options.</summary>
    public static JsonElement ToElement(FineTuneOptions options) => JsonSerializer.SerializeToElement(options, _json);

    /// <summary>Everything that the weights of a run depend on, and nothing else: not how examples are read, nor where the run is kept.</summary>
    public static JsonElement OfWeights(FineTuneOptions options) => JsonSerializer.SerializeToElement(
        ToElement(options).EnumerateObject()
            .Where(static p => p.Name is not ("data" or "checkpoints" or "featureCache"))
            .ToDictionary(static p => p.Name, static p => p.Value, StringComparer.Ordinal),
        _json);

    /// <summary>Reads options that were written. Whether their values fit is checked when they are used.</summary>
    /// <param name="json">What was written. A key that is missing has its default; where and how a run kept its state may be left out.</param>
    /// <param name="model">The model whose layers are named.</param>
    /// <exception cref="FormatException">A key is unknown, or a value is of a wrong type; the message names its place.</exception>
    public static FineTuneOptions Read(JsonElement json, HubModel model)
    {
        var settings = Settings(new LayerConverter(model));
        if (new OptionsShape(settings).FaultOf(json, typeof(FineTuneOptions)) is { } fault)
        {
            throw new FormatException(fault);
        }

        try
        {
            return json.Deserialize<FineTuneOptions>(settings) ?? throw new FormatException("The options are null; an object with stages is needed.");
        }
        catch (JsonException e)
        {
            throw new FormatException(Explain(json, e), e);
        }
    }

    private static JsonSerializerOptions Settings(LayerConverter layers)
    {
        var settings = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowOutOfOrderMetadataProperties = true,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { layers },
        };
        settings.MakeReadOnly(populateMissingResolver: true);
        return settings;
    }

    /// <summary>Which value is wrong, in terms of the options.</summary>
    private static string Explain(JsonElement json, JsonException error)
    {
        if (error is RefusedLayerException refused)
        {
            return $"The option '{PlaceOf(refused.Path ?? "$")}' names no layer of the model: {refused.Problem}";
        }

        var place = PlaceOf(error.Path ?? "$");
        var what = "holds what cannot stand there" + Quote(json, error.Path);
        return place.Length == 0 ? $"What was given as options {what}." : $"The option '{place}' {what}.";
    }

    /// <summary>The value at a place, cut to what one can read.</summary>
    private static string Quote(JsonElement json, string? path)
    {
        const int Longest = 40;
        foreach (Match part in Parts().Matches(path ?? ""))
        {
            if (part.Groups["name"].Success)
            {
                if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(part.Groups["name"].Value, out json))
                {
                    return "";
                }
            }
            else if (json.ValueKind != JsonValueKind.Array || !int.TryParse(part.Groups["index"].Value, out var index) || index >= json.GetArrayLength())
            {
                return "";
            }
            else
            {
                json = json[index];
            }
        }

        var text = json.GetRawText().ReplaceLineEndings(" ");
        return $": {(text.Length <= Longest ? text : text[..Longest] + "…")}";
    }

    private static string PlaceOf(string path) => path.TrimStart('$').TrimStart('.');

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>\d+)\]")]
    private static partial Regex Parts();

    /// <summary>A layer is told by its name; which model it is of is known elsewhere.</summary>
    private sealed class LayerConverter(HubModel? model) : JsonConverter<HubLayer>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(HubLayer).IsAssignableFrom(typeToConvert);

        public override HubLayer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                throw new JsonException();
            }

            try
            {
                return model!.GetLayer(reader.GetString()!);
            }
            catch (KeyNotFoundException e)
            {
                throw new RefusedLayerException(e.Message);
            }
        }

        public override void Write(Utf8JsonWriter writer, HubLayer value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }

    private sealed class RefusedLayerException(string problem) : JsonException(problem)
    {
        public string Problem { get; } = problem;
    }
}
