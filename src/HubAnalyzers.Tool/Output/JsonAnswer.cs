using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HubAnalyzers.Tool.Output;

/// <summary>A command's answer as JSON, the same bytes on every machine.</summary>
internal static class JsonAnswer
{
    // It goes to programs and terminals, never into a page: "'" and "é" may stay themselves.
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>A number; null where there is none, as of a share of nothing: JSON has no other word for it.</summary>
    public static void Number(Utf8JsonWriter json, string key, double value)
    {
        if (!double.IsFinite(value))
        {
            json.WriteNull(key);
        }
        else
        {
            json.WriteNumber(key, value);
        }
    }
}
