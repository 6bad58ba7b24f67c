using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>A receipt repeats its run, and nothing runs on what is not the run's.</summary>
public sealed class ReplayTests : IClassFixture<ReplayTests.FinishedRun>, IDisposable
{
    private readonly FinishedRun _run;
    private readonly TempFolder _folder = new();

    public ReplayTests(FinishedRun run) => _run = run;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_comes_out_where_model_and_data_were_moved()
    {
        var model = CarriedModel.CopyTo(_folder, "elsewhere");
        var replay = ToolRun.Of("replay", _run.Receipt, "--model", model, "--data", _run.MovedImages);
        Assert.Equal((ExitCodes.Done, ""), (replay.ExitCode, string.Concat(replay.Output.Split('\n').Where(static l => l.StartsWith("differs", StringComparison.Ordinal)))));
        Assert.Contains("every number of every epoch, and the weights to the bit", replay.Output, StringComparison.Ordinal);
        Assert.Contains("model.handle: shapes_mobilenet then, elsewhere now", replay.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("→", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_out_otherwise_is_named_and_is_exit_code_1()
    {
        var changed = _folder.File("receipt.json");
        File.WriteAllText(changed, File.ReadAllText(_run.Receipt).Replace("0.003", "0.006", StringComparison.Ordinal));
        var replay = ToolRun.Of("replay", changed, "--format", "json");
        Assert.Equal(ExitCodes.AnswerIsNo, replay.ExitCode);
        using var json = JsonDocument.Parse(replay.Output);
        var places = json.RootElement.GetProperty("differences").EnumerateArray().Select(static d => d.GetProperty("place").GetString()!).ToList();
        Assert.Contains("results.headWeights", places);
        Assert.Contains("epochs[1].loss", places);
        Assert.Equal(0, json.RootElement.GetProperty("surroundings").GetArrayLength());
    }

    [Fact]
    public void Another_model_is_refused_before_anything_trains()
    {
        var model = CarriedModel.CopyTo(_folder);
        CarriedModel.Change(Path.Combine(model, "variables", "variables.data-00000-of-00001"), static bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        Assert.Contains("the run's had sha256:", ToolRun.Of("replay", _run.Receipt, "--model", model).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_were_changed_are_refused_before_anything_trains()
    {
        var images = ShapeImages.Write(_folder, perClass: 6);
        var hearts = Directory.GetFiles(Path.Combine(images, "Heart"));
        File.Copy(hearts[1], hearts[0], overwrite: true);
        Assert.Contains("the run's had sha256:", ToolRun.Of("replay", _run.Receipt, "--data", images).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Contains("none.json", ToolRun.Of("replay", _folder.File("none.json")).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains("gone", ToolRun.Of("replay", _run.Receipt, "--data", _folder.File("gone")).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains("gone", ToolRun.Of("replay", _run.Receipt, "--model", _folder.File("gone")).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_of_another_program_is_refused()
    {
        var own = _folder.File("receipt.json");
        var text = File.ReadAllText(_run.Receipt);
        var (from, to) = (text.IndexOf("  \"request\"", StringComparison.Ordinal), text.IndexOf("  \"environment\"", StringComparison.Ordinal));
        File.WriteAllText(own, text[..from] + text[to..]);
        Assert.Contains("a program of its own", ToolRun.Of("replay", own).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    public sealed class FinishedRun : IDisposable
    {
        private readonly TempFolder _folder = new();

        public FinishedRun()
        {
            Images = ShapeImages.Write(_folder, perClass: 6);
            MovedImages = ShapeImages.Write(_folder, perClass: 6, "moved");
            var run = _folder.File("run");
            Receipt = Path.Combine(run, "receipt.json");
            Assert.Equal(ExitCodes.Done, ToolRun.Of("train", "--model", CarriedModel.Folder, "--data", Images, "--validation", "0.4", "--epochs", "2", "--seed", "3", "-o", run).ExitCode);
        }

        internal string Receipt { get; }

        internal string Images { get; }

        internal string MovedImages { get; }

        public void Dispose() => _folder.Dispose();
    }
}
