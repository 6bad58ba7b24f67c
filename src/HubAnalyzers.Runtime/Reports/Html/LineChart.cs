using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Runtime.Html;

/// <summary>Lines over epochs as SVG, in the page's own colours.</summary>
internal sealed class LineChart(string title, IReadOnlyList<(string Name, int From, int To)> stages, int epochs)
{
    private const double Width = 560;
    private const double Height = 300;
    private const double Left = 58;
    private const double Right = 14;
    private const double Top = 30;
    private const double Bottom = 40;
    private const int MostDots = 60;
    private const int MostStageNames = 4;
    private const double LogarithmicFrom = 20;
    private const double LongestLogarithmic = 1000;

    private readonly List<Line> _lines = [];

    /// <summary>Adds a line; what is no finite number leaves a gap.</summary>
    /// <param name="name">What the legend calls it; null where another line of the same look is named.</param>
    /// <param name="look">Its class in the style.</param>
    /// <param name="points">Its points.</param>
    /// <param name="hasDots">Whether each point is marked where they are few.</param>
    public LineChart Add(string? name, string look, IReadOnlyList<CurvePoint> points, bool hasDots = true)
    {
        _lines.Add(new Line(name, look, points, hasDots));
        return this;
    }

    public void Write(HtmlText html)
    {
        var values = _lines.SelectMany(static l => l.Points).Select(static p => p.Value).Where(double.IsFinite).ToList();
        if (values.Count == 0)
        {
            return;
        }

        var isLogarithmic = values.Min() > 0 && values.Max() / values.Min() >= LogarithmicFrom;
        var axis = isLogarithmic ? Axis.Logarithmic(values.Min(), values.Max()) : Axis.Linear(values.Min(), values.Max());
        html.Raw("<figure class=\"chart\">\n<figcaption><strong>").Value(title).Raw("</strong>");
        foreach (var line in _lines.Where(static l => l.Name is not null))
        {
            html.Raw($"<span class=\"key\"><svg viewBox=\"0 0 26 10\" aria-hidden=\"true\"><path class=\"line {line.Look}\" d=\"M1 5H25\"/></svg>").Value(line.Name!).Raw("</span>");
        }

        html.Raw(string.Create(CultureInfo.InvariantCulture, $"</figcaption>\n<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\""))
            .Value($"{title} over {epochs} epochs{(isLogarithmic ? ", on a logarithmic scale" : "")}: {string.Join("; ", _lines.Where(static l => l.Name is not null && l.Points.Count > 0).Select(Describe))}").Raw("\">\n");
        Grid(html, axis, isLogarithmic);
        foreach (var line in _lines)
        {
            Draw(html, line, axis);
        }

        html.Raw("</svg>\n</figure>\n");
    }

    private static string Describe(Line line) => $"{line.Name} from {Number(line.Points[0].Value)} to {Number(line.Points[^1].Value)}";

    private static string Number(double value) => ReportNumbers.Short(value);

    private static string F(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static double Y(Axis axis, double value) => Height - Bottom - (axis.Share(value) * (Height - Top - Bottom));

    private double X(double epoch) => Left + (epoch / Math.Max(1, epochs) * (Width - Left - Right));

    private void Grid(HtmlText html, Axis axis, bool isLogarithmic)
    {
        foreach (var tick in axis.Ticks)
        {
            var y = Y(axis, tick);
            html.Raw($"<path class=\"grid\" d=\"M{F(Left)} {F(y)}H{F(Width - Right)}\"/><text class=\"tick end\" x=\"{F(Left - 7)}\" y=\"{F(y + 4)}\">").Value(Number(tick)).Raw("</text>\n");
        }

        var step = Math.Max(1, (int)Math.Ceiling(epochs / 10.0));
        for (var epoch = 0; epoch <= epochs; epoch += step)
        {
            html.Raw($"<text class=\"tick middle\" x=\"{F(X(epoch))}\" y=\"{F(Height - Bottom + 17)}\">{epoch.ToString(CultureInfo.InvariantCulture)}</text>\n");
        }

        html.Raw($"<path class=\"axis\" d=\"M{F(Left)} {F(Height - Bottom)}H{F(Width - Right)}\"/><text class=\"tick middle\" x=\"{F((Left + Width - Right) / 2)}\" y=\"{F(Height - 6)}\">epoch{(isLogarithmic ? " (logarithmic scale)" : "")}</text>\n");
        foreach (var (name, from, to) in stages)
        {
            if (from > 0)
            {
                html.Raw($"<path class=\"stage\" d=\"M{F(X(from))} {F(Top - 8)}V{F(Height - Bottom)}\"/>\n");
            }

            if (stages.Count <= MostStageNames && stages.Count > 1)
            {
                var room = (int)((X(to) - X(from)) / 7);
                html.Raw($"<text class=\"tick\" x=\"{F(X(from) + 4)}\" y=\"{F(Top - 10)}\">").Value(name.Length <= room ? name : name[..Math.Max(1, room - 1)] + "…").Raw("</text>\n");
            }
        }
    }

    private void Draw(HtmlText html, Line line, Axis axis)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var point in line.Points)
        {
            if (double.IsFinite(point.Value))
            {
                path.Append(isDown ? 'L' : 'M').Append(F(X(point.Epoch))).Append(' ').Append(F(Y(axis, point.Value)));
            }

            isDown = double.IsFinite(point.Value);
        }

        html.Raw($"<path class=\"line {line.Look}\" d=\"{path}\"/>\n");
        if (!line.HasDots || line.Points.Count > MostDots)
        {
            return;
        }

        foreach (var point in line.Points.Where(static p => double.IsFinite(p.Value)))
        {
            html.Raw($"<circle class=\"dot {line.Look}\" cx=\"{F(X(point.Epoch))}\" cy=\"{F(Y(axis, point.Value))}\" r=\"3.2\"><title>")
                .Value(string.Create(CultureInfo.InvariantCulture, $"{line.Name}, epoch {point.Epoch:0.##}: {Number(point.Value)}")).Raw("</title></circle>\n");
        }
    }

    private sealed record Line(string? Name, string Look, IReadOnlyList<CurvePoint> Points, bool HasDots);

    /// <summary>From values to the height of the chart, with ticks at round numbers.</summary>
    private sealed record Axis(Func<double, double> Share, IReadOnlyList<double> Ticks)
    {
        public static Axis Linear(double low, double high)
        {
            if (high - low < 1e-12 * Math.Max(1, Math.Abs(high)))
            {
                var around = Math.Max(Math.Abs(high), 1) / 2;
                (low, high) = (low - around, high + around);
            }

            var rough = (high - low) / 4;
            var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            var step = power * ((rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
            var (from, to) = (Math.Floor((low / step) + 1e-9), Math.Ceiling((high / step) - 1e-9));
            return new Axis(v => ((v / step) - from) / (to - from), [.. Enumerable.Range(0, (int)(to - from) + 1).Select(i => (from + i) * step)]);
        }

        public static Axis Logarithmic(double low, double high)
        {
            // A schedule that ends near nothing must not press all else together: what is lower lies on the axis.
            var (from, to) = ((int)Math.Floor(Math.Log10(Math.Max(low, high / LongestLogarithmic)) + 1e-9), (int)Math.Ceiling(Math.Log10(high) - 1e-9));
            var step = Math.Max(1, (to - from) / 6);
            return new Axis(v => Math.Max(0, (Math.Log10(v) - from) / (to - from)), [.. Enumerable.Range(0, ((to - from) / step) + 1).Select(i => Math.Pow(10, from + (i * step)))]);
        }
    }
}
