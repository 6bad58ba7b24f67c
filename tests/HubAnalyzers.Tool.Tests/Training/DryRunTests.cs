using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>What a run would do and take, told without it.</summary>
public sealed class DryRunTests : RunTests
{
    private static readonly string[] _block = ["--unfreeze", "expanded_conv_5*", "--epochs", "2,1", "--batch-size", "16"];
    [Fact]
    public void It_names_what_would_train_with_memory_time_and_the_reasons_on_a_terminal_of_80_columns()
    {
        var lines = ToolRun.OnTerminal(["train", "--model", CarriedModel.Folder, "--data", Images, .. _block, "--dry-run", "-o", Run]).Done().Split('\n');
        var text = string.Join(' ', lines.Select(static l => l.Trim()));
        Assert.All(lines, static l => Assert.InRange(l.Length, 0, 80));
        Assert.Equal(["head: 2 epochs of 2 steps at 0.003", "layers: 1 epoch of 2 steps at 0.001"], lines.Where(static l => l.StartsWith("stage ", StringComparison.Ordinal)).Select(static l => l[9..]));
        Assert.Contains("shapes_mobilenet/expanded_conv_5/depthwise (1,152)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("expanded_conv_4/", text.Replace("'StatefulPartitionedCall/expanded_conv_4/add/add'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Matches(@"memory +[\d.]+ KiB of gradients, [\d.]+ KiB of the optimizer, [\d.]+ [KM]iB of activations; about [\d.]+ MiB in all", text);
        Assert.Equal(2, lines.Count(static l => System.Text.RegularExpressions.Regex.IsMatch(l, @"^time +([\d.]+ (ms|s|min) for the features once, )?[\d.]+ (ms|s|min) an epoch, [\d.]+ (ms|s|min) in all$")));
        Assert.Contains("frozen part: runs in OnnxRuntime, for it is faster at convolutions on a processor", text, StringComparison.Ordinal);
        Assert.Contains("training examples: what the frozen part gives is not kept, for they are gone through once only", text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Run));
    }

    [Fact]
    public void As_json_it_is_what_the_receipt_of_the_run_then_says()
    {
        using var told = JsonDocument.Parse(DryRun([.. _block, "--format", "json", "-o", Run]).Done());
        Assert.False(Directory.Exists(Run));
        Assert.Equal(ExitCodes.Done, Train([.. _block, "-o", Run]).ExitCode);
        using var receipt = JsonDocument.Parse(File.ReadAllText(Path.Combine(Run, "receipt.json")));
        var (plan, done) = (told.RootElement, receipt.RootElement);

        Assert.Equal(done.GetProperty("model").GetProperty("digest").GetString(), plan.GetProperty("model").GetProperty("digest").GetString());
        foreach (var set in new[] { "training", "validation" })
        {
            Assert.Equal(done.GetProperty(set).GetProperty("count").GetInt32(), plan.GetProperty("data").GetProperty(set).GetInt32());
        }

        Assert.Equal(["Heart", "Zigzag"], Strings(plan.GetProperty("names")));
        var stages = plan.GetProperty("stages").EnumerateArray().ToList();
        foreach (var (stage, own) in stages.Zip(done.GetProperty("options").GetProperty("stages").EnumerateArray()))
        {
            Assert.All(["name", "epochs", "learningRate"], key => Assert.Equal(own.GetProperty(key).GetRawText(), stage.GetProperty(key).GetRawText()));
            Assert.Equal(Strings(own.GetProperty("layers")), stage.GetProperty("layers").EnumerateArray().Select(static l => l.GetProperty("name").GetString()));
            Assert.All(["parameters", "stepsPerEpoch", "peakBytes", "secondsPerEpoch", "seconds"], key => Assert.True(stage.GetProperty(key).GetDouble() > 0, key));
        }

        Assert.Equal(2, stages.Count);
        Assert.Equal(3, stages[1].GetProperty("layers").GetArrayLength());
        Assert.Equal(stages.Sum(static s => s.GetProperty("seconds").GetDouble()), plan.GetProperty("seconds").GetDouble(), 1e-6);
        Assert.Equal(
            Strings(done.GetProperty("plan")).Select(static d => d.Split(", key sha256:")[0]),
            stages.SelectMany(static s => Strings(s.GetProperty("decisions")).Select(d => $"stage '{s.GetProperty("name").GetString()}': {d}")));
    }

    [Fact]
    public void Why_features_are_not_kept_and_that_they_are_kept_in_a_folder_is_told()
    {
        var folder = Folder.File("features");
        var told = DryRun("--epochs", "2", "--augment", "--feature-cache", folder).Done();
        Assert.Contains("training examples: what the frozen part gives is not kept, for the examples are varied anew in each epoch", told, StringComparison.Ordinal);
        Assert.Contains("validation examples: what the frozen part gives is kept on disk, ", told, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void What_the_run_would_refuse_is_refused()
    {
        Assert.Contains("steps of --warm-up", DryRun("--epochs", "1", "--warm-up", "1000").Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Images, "Heart", "0.png"), "no image");
        Assert.Contains("0.png", DryRun().Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    private ToolRun DryRun(params string[] arguments) => Train([.. arguments, "--dry-run"]);

    private ToolRun Train(params string[] arguments) => ToolRun.Of(["train", "--model", CarriedModel.Folder, "--data", Images, .. arguments]);

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(static s => s.GetString()!)];
}
