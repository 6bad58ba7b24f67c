using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>What a run learnt, written for other programs.</summary>
public sealed class ExportTests : RunTests
{
    [Fact]
    public void An_exported_model_says_of_images_what_its_run_says()
    {
        Train(Images, "--range=-1,1", "--fit", "pad");
        var exported = Folder.File("exported");
        Assert.Contains("2 classes: Heart, Zigzag", ToolRun.Of("export", "--run", Run, "-o", exported).Done(), StringComparison.Ordinal);
        Alike(Predict("--run", Run), Predict("--model", exported, "--range=-1,1", "--fit", "pad"), "probabilities");
        MeasuredAlike(Evaluate("--run", Run, "--data", Images), Evaluate("--model", exported, "--data", Images, "--range=-1,1", "--fit", "pad"));
    }

    [Fact]
    public void An_export_knows_whether_it_says_labels_or_values()
    {
        foreach (var (columns, heart, zigzag, part) in new[] { ("labels", "round;drawn", "drawn", "probabilities"), ("corners,holes", "1,0", "3,0", "values") })
        {
            var list = ShapeImages.List(Images, columns[..1] + ".csv", columns, heart, zigzag);
            Train(list, "--overwrite");
            var exported = Folder.File("exported_" + columns[..1]);
            _ = ToolRun.Of("export", "--run", Run, "-o", exported).Done();
            Alike(Predict("--run", Run), Predict("--model", exported), part);
            MeasuredAlike(Evaluate("--run", Run, "--data", list), Evaluate("--model", exported, "--data", list));
        }
    }

    [Fact]
    public void A_name_that_ends_in_onnx_is_written_as_ONNX_and_nothing_is_replaced_unasked()
    {
        Train(Images);
        var file = Folder.File("classifier.onnx");
        Assert.StartsWith("ONNX", ToolRun.Of("export", "--run", Run, "-o", file).Done(), StringComparison.Ordinal);
        var written = File.GetLastWriteTimeUtc(file);
        Assert.Contains("classifier.onnx", ToolRun.Of("export", "--run", Run, "-o", file).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
        _ = ToolRun.Of("export", "--run", Run, "-o", file, "--overwrite").Done();
        Assert.Contains("the run's own folder", ToolRun.Of("export", "--run", Run, "-o", Run, "--overwrite").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(Folder.File("link"), Folder.Path);
            var throughLink = Path.Combine(Folder.File("link"), Path.GetFileName(Run));
            Assert.Contains("the run's own folder", ToolRun.Of("export", "--run", Run, "-o", throughLink, "--overwrite").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        }

        Assert.True(File.Exists(Path.Combine(Run, "receipt.json")));
    }

    /// <summary>A name that was mistyped costs nobody his photographs, his model or his run.</summary>
    [Fact]
    public void What_is_no_export_is_never_replaced()
    {
        var model = CarriedModel.CopyTo(Folder);
        Assert.Equal(ExitCodes.Done, ToolRun.Of("train", "--model", model, "--data", Images, "--epochs", "1", "-o", Run).ExitCode);

        Assert.Contains("no SavedModel, which alone is replaced", Export(Images).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        foreach (var to in (string[])[model, Path.Combine(model, "assets"), Path.Combine(model, "model.onnx")])
        {
            Assert.Contains("the model that the run was trained from", Export(to).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        }

        foreach (var to in (string[])["head", "model", "report.onnx"])
        {
            Assert.Contains("the run's own folder", Export(Path.Combine(Run, to)).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        }

        Assert.Equal(ExitCodes.Done, ToolRun.Of("replay", Run).ExitCode);
        var exported = Folder.File("exported");
        Assert.Equal(ExitCodes.Done, Export(exported).ExitCode);
        Assert.Equal(ExitCodes.Done, Export(exported).ExitCode);

        ToolRun Export(string to) => ToolRun.Of("export", "--run", Run, "-o", to, "--overwrite");
    }

    [Fact]
    public void A_model_without_a_head_predicts_nothing()
    {
        var image = Image();
        Assert.Contains("no head", ToolRun.Of("predict", "--model", CarriedModel.Folder, image).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains("no such folder", ToolRun.Of("predict", "--model", Folder.File("nothing"), image).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains("--run", ToolRun.Of("predict", image).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        Assert.Contains("--range", ToolRun.Of("predict", "--run", Run, "--range=-1,1", image).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        Assert.Contains("no head", ToolRun.Of("evaluate", "--model", CarriedModel.Folder, "--data", Images).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains("--part is for --run", ToolRun.Of("evaluate", "--model", CarriedModel.Folder, "--data", Images, "--part", "training").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        Assert.Contains("--run", ToolRun.Of("evaluate", "--data", Images).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
    }

    private void Train(string data, params string[] arguments) =>
        Assert.Equal(ExitCodes.Done, ToolRun.Of(["train", "--model", CarriedModel.Folder, "--data", data, "--epochs", "2", "--batch-size", "8", "--lr", "0.01", "-o", Run, .. arguments]).ExitCode);

    private string Image() => Directory.GetFiles(Path.Combine(Images, "Zigzag")).Order(StringComparer.Ordinal).First();

    private string Predict(params string[] arguments) => ToolRun.Of(["predict", .. arguments, Image(), "--format", "json"]).Done();

    private static string Evaluate(params string[] arguments) => ToolRun.Of(["evaluate", .. arguments, "--format", "json"]).Done();

    private static void MeasuredAlike(string expected, string actual)
    {
        using var one = JsonDocument.Parse(expected);
        using var other = JsonDocument.Parse(actual);
        var (numbers, others) = (Numbers(one.RootElement, "").ToList(), Numbers(other.RootElement, "").ToDictionary());

        // What only a run knows: which images it had, and in which unit it measured its loss of numbers.
        string[] left = [.. numbers.Select(static n => n.Place).Except(others.Keys)];
        Assert.Equal(numbers.Exists(static n => n.Place == "/mae") ? ["/loss", "/trainedOn"] : ["/trainedOn"], left);
        Assert.Equal(numbers.Count, others.Count + left.Length);
        Assert.All(numbers.Where(n => !left.Contains(n.Place)), n => Assert.Equal(n.Value, others[n.Place], 1e-4));

        static IEnumerable<(string Place, double Value)> Numbers(JsonElement element, string place) => element.ValueKind switch
        {
            JsonValueKind.Number => [(place, element.GetDouble())],
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Numbers(p.Value, $"{place}/{p.Name}")),
            JsonValueKind.Array => element.EnumerateArray().SelectMany((e, i) => Numbers(e, $"{place}/{i}")),
            _ => [],
        };
    }

    private static void Alike(string expected, string actual, string part)
    {
        using var one = JsonDocument.Parse(expected);
        using var other = JsonDocument.Parse(actual);
        var numbers = one.RootElement[0].GetProperty(part).EnumerateObject().ToList();
        Assert.Equal(2, numbers.Count);
        Assert.All(numbers, n => Assert.Equal(n.Value.GetDouble(), other.RootElement[0].GetProperty(part).GetProperty(n.Name).GetDouble(), 1e-4));
    }
}
