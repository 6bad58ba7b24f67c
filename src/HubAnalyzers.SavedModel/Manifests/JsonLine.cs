using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HubAnalyzers.SavedModel.Manifests;

/// <summary>Short arrays and objects as one line, so that a manifest stays small and a changed fact is one changed line.</summary>
internal static class JsonLine
{
    public static string Of(IEnumerable<long> values) => Array(values.Select(static v => v.ToString(CultureInfo.InvariantCulture)));

    public static string Of(HubValueRange range) => Array([range.Low.ToString(CultureInfo.InvariantCulture), range.High.ToString(CultureInfo.InvariantCulture)]);

    public static string Of(IEnumerable<string> values) => Array(values.Select(Of));

    public static string Of(string? value) => value is null ? "null" : "\"" + JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    public static string Of(bool? value) => value switch { true => "true", false => "false", null => "null" };

    public static string Array(IEnumerable<string> items) => "[" + string.Join(", ", items) + "]";

    public static string Object(params IEnumerable<(string Name, string Json)> members) =>
        "{ " + string.Join(", ", members.Select(static m => Of(m.Name) + ": " + m.Json)) + " }";
}
