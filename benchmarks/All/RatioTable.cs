using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Benchmarks.All;

/// <summary>The ratios that programs print, by what they measure, over all runs. A ratio reads "1.23 x the parse" or "share of it: 0.2 (0.1 to 0.3 …".</summary>
internal sealed partial class RatioTable
{
    private readonly Dictionary<(string Benchmark, string What), List<double>> _values = [];
    private readonly List<(string Benchmark, string What)> _order = [];

    public bool Has(string benchmark) => _order.Any(o => o.Benchmark == benchmark);

    public void Add(string benchmark, string output)
    {
        var above = "";
        foreach (var line in output.Split('\n'))
        {
            // Indented lines belong to the one above them.
            if (line.Length > 0 && line[0] != ' ')
            {
                above = WithoutNumbers(line.Split(": ")[0]);
            }

            if (Share().Match(line) is { Success: true } share)
            {
                Add(benchmark, share.Groups["what"].Value, share.Groups["value"].Value);
                continue;
            }

            foreach (var ratio in Times().Matches(line).Cast<Match>())
            {
                var subject = WithoutNumbers(line[..ratio.Index]).Trim(' ', '=', ':');
                Add(benchmark, $"{(line[0] == ' ' ? above + ", " : "")}{subject}, of {ratio.Groups["of"].Value.Trim()}", ratio.Groups["value"].Value);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var table = new StringBuilder("| Benchmark | What | Ratio | Spread | Runs |\n|---|---|---|---|---|\n");
        foreach (var key in _order)
        {
            var values = _values[key].Order().ToList();
            table.Append(CultureInfo.InvariantCulture, $"| {key.Benchmark} | {key.What} | {values[values.Count / 2]:0.###} | {values[0]:0.###} to {values[^1]:0.###} | {values.Count} |\n");
        }

        return table.ToString();
    }

    private static string WithoutNumbers(string text) => Spaces().Replace(Numbers().Replace(text, " "), " ").Trim();

    private void Add(string benchmark, string what, string value)
    {
        if (!_values.TryGetValue((benchmark, what), out var values))
        {
            _values.Add((benchmark, what), values = []);
            _order.Add((benchmark, what));
        }

        values.Add(double.Parse(value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(?<what>.+): (?<value>\d+\.\d+) \(\d+\.\d+ to \d+\.\d+")]
    private static partial Regex Share();

    [GeneratedRegex(@"(?<value>\d+(\.\d+)?) x (?<of>[^(;,\d\[]+)")]
    private static partial Regex Times();

    // What was measured differs from run to run: numbers with units. Those of a name or a size stay: "mnv2", "32 images".
    [GeneratedRegex(@"(?<![\w.])[\d,]+(\.\d+)?\s*(ms|s|MiB|MB|GB|%)(?![\w.])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
