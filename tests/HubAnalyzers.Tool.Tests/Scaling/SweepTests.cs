using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Scaling;
using HubAnalyzers.Tool.Tests.Training;

namespace HubAnalyzers.Tool.Tests.Scaling;

/// <summary>Trials in shards give the table that all of them in one give.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _images;

    public SweepTests() => _images = ShapeImages.Write(_folder, perClass: 10);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_shards_merge_to_the_table_of_one_and_the_best_trial_is_first()
    {
        var (whole, parts) = (_folder.File("whole"), _folder.File("parts"));
        Sweep(whole);
        Sweep(parts, "--shard", "2/2");
        Assert.Contains("--shard 1/2", ToolRun.Of("sweep", "merge", parts).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Sweep(parts, "--shard", "1/2");
        var table = ToolRun.Of("sweep", "merge", parts, "--metric", "loss").Done();
        ToolRun.Of("sweep", "merge", whole, "--metric", "loss").Done();
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "sweep.csv")), File.ReadAllText(Path.Combine(parts, "sweep.csv")));

        var rows = File.ReadAllLines(Path.Combine(parts, "sweep.csv")).Select(static l => l.Split(',')).ToList();
        Assert.Equal(["trial", "lr", "optimizer", "accuracy", "loss", "model_weights", "head_weights", "receipt"], rows[0]);
        Assert.Equal(["1", "2", "3"], rows.Skip(1).Select(static r => r[0]).Order());
        var losses = rows.Skip(1).Select(static r => double.Parse(r[4], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(losses.Order(), losses);
        Assert.Contains("lr=0.01", table, StringComparison.Ordinal);

        // A receipt that was changed afterwards is no result.
        var receipt = Path.Combine(parts, "parts", "trial-00002.json");
        File.AppendAllText(receipt, " ");
        Assert.Contains("trial-00002.json", ToolRun.Of("sweep", "merge", parts).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_that_are_finished_are_not_trained_again_and_one_that_is_damaged_is()
    {
        var whole = _folder.File("whole");
        Sweep(whole);
        var receipts = Directory.GetFiles(Path.Combine(whole, "parts"), "trial-*.json").Order(StringComparer.Ordinal).ToList();
        var (table, second) = (File.ReadAllText(Path.Combine(whole, "sweep.csv")), File.ReadAllBytes(receipts[1]));
        File.WriteAllBytes(receipts[1], second[..^100]);
        receipts.ForEach(static r => File.SetLastWriteTimeUtc(r, DateTime.UnixEpoch));

        Sweep(whole);

        Assert.Equal([true, false, true], receipts.Select(static r => File.GetLastWriteTimeUtc(r) == DateTime.UnixEpoch));
        Assert.Equal(table, File.ReadAllText(Path.Combine(whole, "sweep.csv")));

        // Neither the model nor an image is looked at for what is there already.
        File.SetLastWriteTimeUtc(receipts[1], DateTime.UnixEpoch);
        Directory.Delete(_images, recursive: true);
        Sweep(whole);
        Assert.All(receipts, static r => Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(r)));
    }

    [Theory]
    [InlineData("lr")]
    [InlineData("lr=")]
    [InlineData("lr=0.1", "lr=0.1")]
    [InlineData("no-such-option=1")]
    [InlineData("epochs=0")]
    public void A_grid_that_no_training_could_have_is_wrong_usage(params string[] grid) => Assert.Contains(
        grid[0] == "epochs=0" ? "--epochs" : "--grid", ToolRun.Of(["sweep", "--model", CarriedModel.Folder, "--data", _images, "-o", _folder.File("x"), "--grid", .. grid]).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);

    [Fact]
    public void Each_value_is_combined_with_each() => Assert.Equal(
        ["a=1 b=x", "a=1 b=y", "a=2 b=x", "a=2 b=y"],
        TrialGrid.Trials(["a=1", "b=x", "a=2", "b=y"]).Select(static t => string.Join(' ', t.Select(static v => $"{v.Name}={v.Value}"))));

    private void Sweep(string output, params string[] more)
    {
        var result = ToolRun.Of(["sweep", "--model", CarriedModel.Folder, "--data", _images, "--validation", "0.3", "--epochs", "1", "-o", output, "--grid", "lr=0.001", "lr=0.01", "lr=0.1", "optimizer=sgd", .. more]);
        Assert.Equal((ExitCodes.Done, true), (result.ExitCode, result.Error.Contains("trial ", StringComparison.Ordinal)));
    }
}
