using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Tests.Training;

namespace HubAnalyzers.Tool.Tests.Scaling;

/// <summary>Features computed in parts, by processes of their own, are those that one process computes.</summary>
public sealed class FeaturesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _images;

    public FeaturesTests() => _images = ShapeImages.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_processes_at_once_merge_to_the_bytes_of_one()
    {
        var (whole, parts) = (_folder.File("whole"), _folder.File("parts"));
        var runs = await Task.WhenAll(
            Process(["features", .. Options(whole)], null),
            Process(["features", .. Options(parts), "--shard", "job/3"], "0"),
            Process(["features", .. Options(parts), "--shard", "job/3"], "1"),
            Process(["features", .. Options(parts), "--shard", "job/3"], "2"));
        Assert.All(runs, static r => Assert.Equal((0, ""), r));
        Assert.Empty(Directory.GetFiles(parts));

        ToolRun.Of("features", "merge", parts).Done();
        var names = Names(whole);
        Assert.Equal(2, names.Count);
        Assert.Equal(names, Names(parts));
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(whole, name)), File.ReadAllBytes(Path.Combine(parts, name))));
    }

    [Fact]
    public void A_merge_names_what_is_missing_damaged_double_or_of_another_plan()
    {
        var parts = _folder.File("parts");
        Assert.Contains("no shard", Merge(parts), StringComparison.Ordinal);
        Compute(parts, "1/2");
        Assert.Contains("--shard 2/2", Merge(parts), StringComparison.Ordinal);
        Compute(parts, "2/2");
        ToolRun.Of("features", "merge", parts).Done();

        var part = Directory.GetFiles(Path.Combine(parts, "parts"), "*-00002-of-00002.features")[0];
        CarriedModel.Change(part, static bytes =>
        {
            bytes[100] ^= 1;
            return bytes;
        });
        Assert.Contains(Path.GetFileName(part), Merge(parts), StringComparison.Ordinal);
        File.Delete(part);
        Assert.Contains("missing", Merge(parts), StringComparison.Ordinal);
        Compute(parts, "2/2", "--batch-size", "3");
        Assert.Matches("in no shard|in two shards|have .* of", Merge(parts));
        Compute(parts, "2/2", "--seed", "2");
        Assert.Contains("of another plan", Merge(parts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_names_a_file_elsewhere_is_refused()
    {
        var parts = _folder.File("parts");
        Compute(parts, "1/2");
        Compute(parts, "2/2");
        var record = Directory.GetFiles(Path.Combine(parts, "parts"), "features-00001*.json")[0];
        var file = Path.GetFileName(Directory.GetFiles(Path.Combine(parts, "parts"), "*-00001-of-00002.features")[0]);
        File.WriteAllText(record, File.ReadAllText(record).Replace(file, "../" + file, StringComparison.Ordinal));
        Assert.Contains("outside", Merge(parts), StringComparison.Ordinal);
    }

    [Fact]
    public void What_varies_from_epoch_to_epoch_cannot_be_kept()
    {
        var result = ToolRun.Of(["features", .. Options(_folder.File("parts")), "--augment"]);
        Assert.Equal(ExitCodes.Done, result.ExitCode);
        Assert.Contains("varied anew", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_takes_the_merged_features_computes_none_and_ends_in_the_weights_of_one_without()
    {
        var parts = _folder.File("parts");
        string[] layers = ["--unfreeze", "expanded_conv_5*"];
        Compute(parts, "1/2", layers);
        Compute(parts, "2/2", layers);
        ToolRun.Of("features", "merge", parts).Done();
        var files = Directory.GetFiles(parts, "*.features");
        Assert.Equal(4, files.Length);
        Assert.All(files, static f => File.SetLastWriteTimeUtc(f, DateTime.UnixEpoch));

        string[] train = ["train", .. Options(_folder.File("with")), .. layers, "--epochs", "2,2"];
        Assert.Equal(ExitCodes.Done, ToolRun.Of([.. train, "--feature-cache", parts]).ExitCode);
        train[Array.IndexOf(train, "-o") + 1] = _folder.File("without");
        Assert.Equal(ExitCodes.Done, ToolRun.Of(train).ExitCode);

        // One that had computed any would have written them.
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(parts, "*.features").Order(StringComparer.Ordinal));
        Assert.All(files, static f => Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(f)));
        var (with, without) = (Receipt("with"), Receipt("without"));
        Assert.Equal(4, with["plan"]!.AsArray().Count(static d => d!.GetValue<string>().Contains("is kept on disk", StringComparison.Ordinal)));
        Assert.Equal(with["results"]!.ToJsonString(), without["results"]!.ToJsonString());
        Assert.Equal(3, with["results"]!["changed"]!.AsArray().Count);
    }

    private JsonNode Receipt(string run) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.File(run), "receipt.json")))!;

    private string[] Options(string output) => ["--model", CarriedModel.Folder, "--data", _images, "--validation", "0.3", "--batch-size", "4", "-o", output];

    private void Compute(string output, string shard, params string[] more) => ToolRun.Of(["features", .. Options(output).Where((_, i) => more.Length == 0 || i is not (6 or 7) || more[0] != "--batch-size"), "--shard", shard, .. more]).Done();

    private static string Merge(string folder) => ToolRun.Of("features", "merge", folder).Failed(ExitCodes.BadInput);

    private static List<string> Names(string folder) => [.. Directory.GetFiles(folder, "*.features").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static async Task<(int ExitCode, string Error)> Process(string[] arguments, string? index)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "dotnet-hub.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["JOB_COMPLETION_INDEX"] = index;
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
