using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>The images that a head was most wrong about.</summary>
internal static class MistakeReport
{
    private const int Shown = 5;

    public static void Write(Evaluation evaluation, (string Expected, string Said, string Size) headers, Func<Mistake, string> size, TextReport report)
    {
        if (evaluation.WorstMistakes.Count > 0)
        {
            report.Line("");
            report.Table(
                [("Worst mistakes", false), (headers.Expected, false), (headers.Said, false), (headers.Size, true)],
                evaluation.WorstMistakes.Take(Shown).Select(m => (IReadOnlyList<Piece>)[m.Name, m.Expected, m.Predicted, size(m)]));
        }
    }

    public static void Write(Evaluation evaluation, string said, string size, Utf8JsonWriter json)
    {
        json.WriteStartArray("worstMistakes");
        foreach (var mistake in evaluation.WorstMistakes)
        {
            json.WriteStartObject();
            json.WriteString("image", mistake.Name);
            json.WriteString("is", mistake.Expected);
            json.WriteString(said, mistake.Predicted);
            json.WriteNumber(size, mistake.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
