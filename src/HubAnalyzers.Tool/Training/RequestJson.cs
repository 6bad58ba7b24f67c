using System;
using System.IO;
using System.Text.Json;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Training;

/// <summary>A request as JSON, in a file of its own or in a receipt.</summary>
internal static class RequestJson
{
    private const long MaxBytes = 1 << 20;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static JsonElement ToElement(TrainRequest request) => JsonSerializer.SerializeToElement(request, _json);

    public static byte[] ToBytes(TrainRequest request) => [.. JsonSerializer.SerializeToUtf8Bytes(request, _json), (byte)'\n'];

    /// <exception cref="HubModelFormatException">It is no request.</exception>
    public static TrainRequest Of(JsonElement element, string file) => Read(file, () => element.Deserialize<TrainRequest>(_json));

    /// <exception cref="HubModelFormatException">The file is missing, or no request.</exception>
    public static TrainRequest ReadFile(string file) => Read(file, () =>
    {
        var length = new FileInfo(file).Length;
        return length <= MaxBytes ? JsonSerializer.Deserialize<TrainRequest>(File.ReadAllBytes(file), _json) : throw new JsonException($"it is {length} bytes long.");
    });

    private static TrainRequest Read(string file, Func<TrainRequest?> read)
    {
        const string Remedy = "give what this version of 'dotnet hub train' wrote";
        try
        {
            var request = read() ?? throw new JsonException("it holds null.");
            return RequestWords.Problem(request) is { } problem ? throw new JsonException(problem) : request;
        }
        catch (JsonException e)
        {
            throw new HubModelFormatException(file, $"what the run was asked for is not understood: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}", Remedy, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(file, "it cannot be read: " + e.Message.TrimEnd('.'), Remedy, e);
        }
    }
}
