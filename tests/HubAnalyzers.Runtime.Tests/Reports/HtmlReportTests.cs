using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HubAnalyzers.Runtime.Html;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Tests.Training;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using SkiaSharp;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Reports;

/// <summary>The report tells what a run was and what came out, and nothing that a stranger wrote becomes part of the page.</summary>
public sealed class HtmlReportTests : IClassFixture<HtmlReportTests.Trained>
{
    private const string Evil = "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>\" onfocus=\"alert(3)' {{x}} </style>";

    private readonly Trained _run;

    public HtmlReportTests(Trained run) => _run = run;

    [Fact]
    public void It_says_what_the_run_was_and_what_came_out()
    {
        var page = _run.Page;
        var after = _run.Result.AccuracyAfter;

        Assert.Contains("<h1>Fine-tuning of shapes_mobilenet</h1>", page, StringComparison.Ordinal);
        Assert.Contains($">{after:0.0 %}</span><p>of 6 validation examples were taken for what they are; ", page, StringComparison.Ordinal);
        Assert.Contains(_run.Result.Receipt!.Model.Digest, page, StringComparison.Ordinal);
        Assert.Contains(_run.Result.Receipt.Training.Digest, page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">layers</th><td>the head and 1 layer</td><td class=\"number\">0.001</td><td class=\"number\">2</td>", page, StringComparison.Ordinal);
        Assert.Contains("1 of the model&#39;s variables changed, ", page, StringComparison.Ordinal);
        Assert.Equal(["Loss", "Accuracy", "Learning rate"], Regex.Matches(page, "<figcaption><strong>([^<]*)").Select(static m => m.Groups[1].Value));
        Assert.Contains("<a href=\"./receipt.json\">receipt.json</a>", page, StringComparison.Ordinal);
        Assert.Contains($".NET</dt><dd>{_run.Result.Receipt.Environment.Framework}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_layer_is_on_the_map_before_and_after_and_leads_to_its_variables()
    {
        var layers = _run.Facts.Layers;
        for (var i = 0; i < layers.Count; i++)
        {
            Assert.Equal(2, Regex.Count(_run.Page, $"href=\"#layer-{i}\""));
            Assert.Single(Regex.Matches(_run.Page, $"<tr id=\"layer-{i}\""));
        }

        Assert.Single(Regex.Matches(_run.Page, "block fill moved"));
        Assert.Contains($"{CarriedModel.Expand}, conv2d, ", _run.Page, StringComparison.Ordinal);
        Assert.Equal(layers.Count - 1, Regex.Count(_run.Page, "block fill kept"));
        Assert.Equal(_run.Result.ProofOfFreeze.Changed.Count + _run.Result.ProofOfFreeze.Unchanged.Count, Regex.Count(_run.Page, "<td class=\"name\">"));
    }

    [Fact]
    public void The_same_run_gives_the_same_page_and_it_is_written_whole()
    {
        using var folder = new TempFolder();
        HtmlReport.Write(folder.File("report.html"), _run.Model, _run.Options, _run.Result, _run.PageOptions);

        Assert.Equal(_run.Page, File.ReadAllText(folder.File("report.html")));
        Assert.Equal(["report.html"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Names_of_strangers_stay_text()
    {
        var images = TinyProblem.Images(6, seed: 2);
        var named = new Named(images, new ClassTargets(images.Labels, [Evil, Evil + "2"]), Evil);
        var evaluation = new ClassEvaluation(
            new HeadAnswers(named, [0, 1, 2, 3, 4, 5], torch.tensor([9f, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0], [6, 2]), new Dictionary<string, double> { [Evil] = 1, ["loss"] = 2 }), 2);
        var result = _run.Result with
        {
            Evaluation = evaluation,
            Warnings = [Evil],
            MetricsBefore = evaluation.Metrics,
            MetricsAfter = evaluation.Metrics,
            History = [new FineTuneEpoch(Evil, 1, 1, 1) { Metrics = evaluation.Metrics }],
            Receipt = _run.Result.Receipt! with { Head = Evil, Plan = [Evil], Model = new ReceiptModel(Evil, Evil, Evil), Training = new ReceiptData(Evil, 6, [Evil], [3, 3], Evil, Evil) },
        };
        var options = _run.Options with { Stages = [_run.Options.Stages[0] with { Name = Evil }] };
        var page = HtmlReport.Of(_run.Renamed(Evil), options, result, new HtmlReportOptions { ReceiptFile = "javascript:alert(1)" });

        Assert.Contains("&lt;script&gt;alert(1)&lt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onfocus=", page, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(page, "</style>"));
        Assert.All(Regex.Matches(page, "<img [^>]*>").Select(static m => m.Value), static i => Assert.Matches("^<img alt=\"[^\"<>]*\" src=\"data:image/png;base64,[A-Za-z0-9+/=]+\">$", i));
        Assert.Contains("<a href=\"./javascript%3Aalert%281%29\">", page, StringComparison.Ordinal);
        Assert.All(Regex.Matches(page, "(?:src|href|action)=\"([^\"]*)").Select(static m => m.Groups[1].Value), static a => Assert.Matches(@"^(#|\./|data:image/png;base64,)", a));
    }

    [Fact]
    public void The_page_fetches_nothing_and_says_so_to_the_browser()
    {
        Assert.Contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\"", _run.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", _run.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", _run.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", _run.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_is_shown_as_the_model_saw_it()
    {
        var red = new float[150 * 300 * 3];
        for (var i = 0; i < red.Length; i += 3)
        {
            red[i] = 1;
        }

        using var wide = Decoded(new LabelledImages(red, [0], 150, 300, 3));
        Assert.Equal((96, 48, new SKColor(255, 0, 0)), (wide.Width, wide.Height, wide.GetPixel(50, 20)));

        using var grey = Decoded(new LabelledImages([0, 0.5f, 1, float.NaN], [0], 2, 2, 1));
        Assert.Equal((2, 2), (grey.Width, grey.Height));
        Assert.Equal([0, 128, 255, 0], new[] { grey.GetPixel(0, 0), grey.GetPixel(1, 0), grey.GetPixel(0, 1), grey.GetPixel(1, 1) }.Select(static c => (int)c.Blue));

        static SKBitmap Decoded(Examples images)
        {
            var address = Thumbnail.Of(images, 0)!;
            return SKBitmap.Decode(Convert.FromBase64String(address[(address.IndexOf(',', StringComparison.Ordinal) + 1)..]));
        }
    }

    [Fact]
    public void An_example_that_is_no_image_or_cannot_be_read_any_more_has_no_picture()
    {
        Assert.Null(Thumbnail.Of(new Named(TinyProblem.Images(2), TinyProblem.Images(2).Targets, null), 0));
        Assert.NotNull(Thumbnail.Of(new Named(TinyProblem.Images(2), TinyProblem.Images(2).Targets, "there"), 0));
    }

    [Fact]
    public void So_many_classes_that_no_matrix_shows_them_are_told_by_what_is_confused_most()
    {
        const int Classes = 50;
        var targets = new ClassTargets([0, 0, 0, 1, 2], [.. Enumerable.Range(0, Classes).Select(static i => $"kind {i}")]);
        var outputs = new float[5 * Classes];
        foreach (var (row, taken) in new[] { 7, 7, 0, 0, 2 }.Select(static (t, r) => (r, t)))
        {
            outputs[(row * Classes) + taken] = 1;
        }

        var page = Page(new ClassEvaluation(Answers(targets, outputs, Classes), Classes));
        Assert.DoesNotContain("<table class=\"heat\">", page, StringComparison.Ordinal);
        Assert.Contains("<td>kind 0</td><td>kind 7</td><td class=\"number\">2</td>", page, StringComparison.Ordinal);
        Assert.Contains("Of 50 classes", page, StringComparison.Ordinal);
        Assert.Contains("among the first five", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_and_numbers_have_tables_of_their_own()
    {
        var labels = Page(new LabelEvaluation(Answers(new MultiLabelTargets([[1, 0], [0, 1]], ["red", "round"]), [1, -1, -1, 1], 2)));
        Assert.Contains("<th scope=\"row\">round</th><td class=\"number\">1</td><td class=\"number\">100.0 %</td>", labels, StringComparison.Ordinal);
        Assert.Contains("from a probability of 0.5 on", labels, StringComparison.Ordinal);

        var values = Page(new ValueEvaluation(Answers(new ValueTargets([[1], [3]], ["age"]), [1, 5], 1)));
        Assert.Contains("<th scope=\"row\">age</th><td class=\"number\">1</td><td class=\"number\">1.4142</td><td class=\"number\">-1</td>", values, StringComparison.Ordinal);
        Assert.Contains("2 off", values, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_a_receipt_that_is_a_path_is_refused() =>
        Assert.Equal("ReceiptFile", Assert.Throws<ArgumentException>(() => HtmlReport.Of(_run.Facts, _run.Options, _run.Result, new HtmlReportOptions { ReceiptFile = "../receipt.json" })).ParamName);

    [Fact]
    public void Curves_stand_where_their_steps_were()
    {
        var options = new FineTuneOptions
        {
            BatchSize = 4,
            Stages = [new FineTuneStage("head", 3, 1), new FineTuneStage("more", 2, 0.5)],
            Schedule = new PolynomialSchedule { Power = 1 },
        };
        static Dictionary<string, double> Loss(double value) => new() { ["loss"] = value };
        var result = _run.Result with
        {
            MetricsBefore = Loss(9),
            History = [new FineTuneEpoch("head", 1, 8, 0), new FineTuneEpoch("head", 2, 7, 0), new FineTuneEpoch("more", 1, 6, 0)],
            Validations = [new("head", 1, 2, Loss(5)), new("head", 2, 1, Loss(4)), new("head", 2, 2, Loss(3)), new("more", 1, 2, Loss(2)), new("more", 2, 1, Loss(1))],
        };

        // Eight examples, four at once: two steps an epoch. The head's stage ended an epoch early, the other in its second epoch.
        var curves = new RunCurves(options, result, 8);

        Assert.Equal([("head", 0, 2), ("more", 2, 3)], curves.Stages);
        Assert.Equal([(1, 8), (2, 7), (3, 6)], curves.Loss.Select(static p => (p.Epoch, p.Value)));
        Assert.Equal([(0, 9), (1, 5), (1.5, 4), (2, 3), (3, 2), (3.5, 1)], curves.Metrics["loss"].Select(static p => (p.Epoch, p.Value)));
        Assert.Equal([0, 0.5, 1, 1.5, 2], curves.Rates[0].Select(static p => p.Epoch));
        Assert.Equal(1, curves.Rates[0][0].Value);
        Assert.Equal(options.Schedule.Factor(3, 6), curves.Rates[0][3].Value);
        Assert.Equal(0.5, curves.Rates[1][0].Value);
    }

    private static HeadAnswers Answers(ExampleTargets targets, float[] outputs, int width) => new(
        new Named(TinyProblem.Images(targets.Count), targets, "example"), [.. Enumerable.Range(0, targets.Count)], torch.tensor(outputs, [targets.Count, width]), new Dictionary<string, double> { ["loss"] = 1 });

    private string Page(Evaluation evaluation) => HtmlReport.Of(_run.Facts, _run.Options, _run.Result with { Evaluation = evaluation });

    public sealed class Trained : IDisposable
    {
        private readonly ClassificationHead _head;

        public Trained()
        {
            Model = CarriedModel.Load();
            _head = new ClassificationHead(Model, 2, seed: 3);
            Options = TinyProblem.Options(5, Model.GetLayer(CarriedModel.Expand));
            Result = new FineTuner(Model, _head).Train(TinyProblem.Images(), TinyProblem.Images(6, seed: 2), Options);
            Page = HtmlReport.Of(Facts, Options, Result, PageOptions);
        }

        public HubModel Model { get; }

        internal HubModelInfo Facts => Model.Facts;

        internal FineTuneOptions Options { get; }

        internal FineTuneResult Result { get; }

        internal HtmlReportOptions PageOptions { get; } = new() { ReceiptFile = "receipt.json" };

        internal string Page { get; }

        public void Dispose()
        {
            _head.Dispose();
            Model.Dispose();
        }

        /// <summary>The facts with another name of the model and of its first layer.</summary>
        internal HubModelInfo Renamed(string name)
        {
            using var folder = new TempFolder();
            var json = JsonNode.Parse(ManifestFile.Write(Facts))!;
            json["model"]!["name"] = name;
            json["model"]!["handle"] = name + "/";
            json["layers"]![0]!["why"] = name;
            json["variables"]![0]!["dtype"] = name;
            File.WriteAllText(folder.File("evil.hubmodel.json"), json.ToJsonString());
            return ManifestFile.Read(folder.File("evil.hubmodel.json"));
        }
    }

    /// <summary>Images with other targets and one name; without a name they cannot be read.</summary>
    private sealed class Named(Examples images, ExampleTargets targets, string? name) : Examples
    {
        public override int Count => targets.Count;

        public override IReadOnlyList<int> Shape => images.Shape;

        public override ExampleTargets Targets => targets;

        public override string NameOf(int index) => name ?? "gone";

        protected internal override void Read(int index, in ExamplePass pass, Span<float> values)
        {
            if (name is null)
            {
                throw new BrokenExampleException("gone", "it is not there");
            }

            images.Read(index, pass, values);
        }
    }
}
