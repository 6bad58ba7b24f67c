using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Shapes;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Plots;
using SkiaSharp;

namespace HubAnalyzers.Tool.Tests.Plots;

/// <summary>Pictures of a run, looked at pixel by pixel where a person would look.</summary>
public sealed class PlotTests : IClassFixture<PlotTests.Trained>, IDisposable
{
    private static readonly SKColor _good = SKColor.Parse("#0b7d62");
    private static readonly SKColor _warm = SKColor.Parse("#9a6200");

    private readonly Trained _run;
    private readonly TempFolder _folder = new();

    public PlotTests(Trained run) => _run = run;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Curves_show_training_and_validation_and_are_labelled()
    {
        HistoryPlot.Write(_folder.File("curves.png"), _run.Options, _run.Result);

        using var picture = SKBitmap.Decode(_folder.File("curves.png"));
        Assert.Equal((2400, 840), (picture.Width, picture.Height));
        Assert.True(Count(picture, _good, 0, 1200) > 500 && Count(picture, _warm, 0, 1200) > 200);
        Assert.True(Count(picture, _good, 1200, 2400) > 500);
        Assert.Equal(0, Count(picture, _warm, 1200, 2400));

        // The title stands above the frame, the name of the axis below it: on a machine without fonts too.
        Assert.True(IsWritten(picture, 400, 0, 800, 60));
        Assert.True(IsWritten(picture, 400, 780, 800, 840));
        Assert.Equal(["curves.png"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_confusion_matrix_is_green_where_it_is_right_and_names_its_classes()
    {
        HistoryPlot.Write(_folder.File("curves.png"), _run.Options, _run.Result);
        ConfusionPlot.Write(_folder.File("confusion.png"), _run.Evaluation(40));

        using var picture = SKBitmap.Decode(_folder.File("confusion.png"));
        Assert.Equal(picture.Width, picture.Height);
        Assert.True(IsWritten(picture, 0, 100, 120, picture.Height - 100));
        var greenest = picture.Pixels.Count(static p => p.Green > p.Red + 60);
        Assert.True(greenest > 5000);
    }

    [Fact]
    public void Names_in_any_writing_are_drawn_or_left_out_but_never_an_error()
    {
        ConfusionPlot.Write(_folder.File("confusion.png"), _run.Evaluation(4, "сердце ❤", "ジグザグ<script>\n" + new string('x', 300)));

        Assert.True(new FileInfo(_folder.File("confusion.png")).Length is > 1000 and < 400_000);
        Assert.Equal(PlotFont.Name, PlotFont.For(["Herz", "cœur", "καρδιά", "сердце", "100 %"]));
    }

    [Fact]
    public void More_classes_than_a_picture_has_room_for_are_refused() =>
        Assert.Contains("at most 40", Assert.Throws<ArgumentException>(() => ConfusionPlot.Write(_folder.File("confusion.png"), _run.Evaluation(2, classes: 41))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_search_for_a_learning_rate_shows_losses_and_the_rate_that_is_suggested()
    {
        var points = Enumerable.Range(0, 50).Select(static i => (Math.Pow(10, -5 + (i * 0.1)), i < 45 ? 2 - (i * 0.03) : Math.Pow(10, i - 44))).ToList();
        LearningRatePlot.Write(_folder.File("learning_rate.png"), points, [.. points.Select(static p => p.Item2)], 1e-3);

        using var picture = SKBitmap.Decode(_folder.File("learning_rate.png"));
        Assert.True(Count(picture, _good, 0, picture.Width) > 500);
        Assert.True(Count(picture, _warm, 0, picture.Width) > 500);

        LearningRatePlot.Write(_folder.File("nothing.png"), [], [], null);
        LearningRatePlot.Write(_folder.File("one.png"), [(1e-3, double.NaN), (1e-2, 1)], [], null);
        Assert.True(File.Exists(_folder.File("nothing.png")) && File.Exists(_folder.File("one.png")));
    }

    private static int Count(SKBitmap picture, SKColor colour, int from, int to)
    {
        var count = 0;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = from; x < to; x++)
            {
                count += picture.GetPixel(x, y) == colour ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Whether anything dark is in a part of the picture.</summary>
    private static bool IsWritten(SKBitmap picture, int left, int top, int right, int bottom)
    {
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                if (picture.GetPixel(x, y) is { Red: < 120, Green: < 120, Blue: < 130 })
                {
                    return true;
                }
            }
        }

        return false;
    }

    public sealed class Trained : IDisposable
    {
        private readonly HubModel _model = HubModel.Load(CarriedModel.Folder);
        private readonly ClassificationHead _head;

        public Trained()
        {
            _head = new ClassificationHead(_model, 2, seed: 1);
            Options = new FineTuneOptions { BatchSize = 20, Stages = [new FineTuneStage("head", 4, 1e-2), new FineTuneStage("more of it", 2, 1e-3)] };
            Result = new FineTuner(_model, _head).Train(Images(20, "Heart", "Zigzag"), Images(10, "Heart", "Zigzag"), Options);
        }

        internal FineTuneOptions Options { get; }

        internal FineTuneResult Result { get; }

        public void Dispose()
        {
            _head.Dispose();
            _model.Dispose();
        }

        internal ClassEvaluation Evaluation(int perClass, string first = "Heart", string second = "Zigzag", int classes = 2)
        {
            if (classes == 2)
            {
                return (ClassEvaluation)new FineTuner(_model, _head).Evaluate(Images(perClass, first, second));
            }

            using var head = new ClassificationHead(_model, classes);
            return (ClassEvaluation)new FineTuner(_model, head).Evaluate(Images(perClass, first, second));
        }

        private static LabelledImages Images(int perClass, params string[] names)
        {
            var set = ShapeSet.Draw([ShapeClass.Heart, ShapeClass.Zigzag], perClass, seed: 5);
            return new LabelledImages(set.Images, [.. set.Labels.Select(static l => (int)l)], ShapePainter.Size, ShapePainter.Size, ShapePainter.Channels, names);
        }
    }
}
