using System.Globalization;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Scores of a class or a label as cells of a table and as JSON.</summary>
internal static class ScoreText
{
    public static (string Header, bool AlignRight)[] Columns { get; } = [("Images", true), ("Found", true), ("Right", true), ("F1", true)];

    public static Piece[] Of(ClassScore score) => [Number(score.Count), Percent(score.Recall), Percent(score.Precision), Percent(score.F1)];

    public static void Write(Utf8JsonWriter json, string key, ClassScore score)
    {
        json.WriteString(key, score.Name);
        json.WriteNumber("images", score.Count);
        JsonAnswer.Number(json, "recall", score.Recall);
        JsonAnswer.Number(json, "precision", score.Precision);
        JsonAnswer.Number(json, "f1", score.F1);
    }

    public static void Write(Utf8JsonWriter json, string key, MacroAverage average)
    {
        json.WriteStartObject(key);
        JsonAnswer.Number(json, "precision", average.Precision);
        JsonAnswer.Number(json, "recall", average.Recall);
        JsonAnswer.Number(json, "f1", average.F1);
        json.WriteEndObject();
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Percent(double share) => double.IsNaN(share) ? "none" : share.ToString("P1", CultureInfo.InvariantCulture);
}
