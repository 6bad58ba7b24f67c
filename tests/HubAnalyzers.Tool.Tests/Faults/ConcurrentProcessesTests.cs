using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Tests.Archives;
using HubAnalyzers.Tool.Tests.Downloads;
using HubAnalyzers.Tool.Tests.Training;
using static HubAnalyzers.Tool.Tests.Downloads.LoopbackServer;

namespace HubAnalyzers.Tool.Tests.Faults;

/// <summary>Several processes at one cache and one folder.</summary>
public sealed class ConcurrentProcessesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Many_that_add_one_model_to_one_folder_all_succeed_and_leave_one_whole_manifest()
    {
        var runs = await Together(Enumerable.Repeat<string[]>(["add", CarriedModel.Folder, "-o", _folder.File("project")], 5));
        Assert.All(runs, static r => r.Done());
        var manifest = Assert.Single(Directory.EnumerateFileSystemEntries(_folder.File("project")));
        Assert.Equal(ManifestFile.Write(ModelInspector.Inspect(CarriedModel.Folder)), File.ReadAllBytes(manifest));
    }

    [Fact]
    public async Task Of_those_that_pull_one_model_one_fetches_it_while_others_list_the_cache()
    {
        const string Handle = "https://tfhub.dev/google/shapes/1";
        var archive = TarBall.OfFolder(CarriedModel.Folder);
        using var server = new LoopbackServer((r, _) => Reply.Good(r, archive) with { Delay = TimeSpan.FromMilliseconds(300) });
        var environment = new Dictionary<string, string> { [CacheFolders.TfHubVariable] = _folder.File("cache"), [CacheFolders.KaggleVariable] = _folder.File("kaggle") };
        var runs = await Together([.. Enumerable.Repeat<string[]>(["pull", Handle, "--base-address", server.Address], 3), .. Enumerable.Repeat<string[]>(["list", "--format", "json"], 3)], environment);
        Assert.All(runs, static r => Assert.Equal(ExitCodes.Done, r.ExitCode));
        Assert.Single(server.Requests);
        Assert.Single(runs.Take(3), static r => r.Output.Contains(": pulled, ", StringComparison.Ordinal));
        Assert.Equal(ModelDigest.Compute(CarriedModel.Folder).Digest, ModelDigest.Compute(Path.Combine(_folder.File("cache"), CacheFolders.FolderNameOf(Handle))).Digest);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_folder.File("cache")), static p => p.Contains(".tmp", StringComparison.Ordinal) || p.Contains(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_that_train_into_one_folder_one_is_refused_in_one_line_and_the_other_leaves_it_whole()
    {
        var (images, run) = (ShapeImages.Write(_folder, perClass: 8), _folder.File("run"));
        string[] train = ["train", "--model", CarriedModel.Folder, "--data", images, "--epochs", "4", "--batch-size", "8", "-o", run, "--seed"];
        var runs = await Together([[.. train, "1"], [.. train, "2"]]);

        var winner = Array.FindIndex(runs, static r => r.ExitCode == ExitCodes.Done);
        var refused = runs[1 - winner];
        Assert.NotEqual(ExitCodes.Done, refused.ExitCode);
        Assert.Matches("^[^\n]*(another process trains into it|holds a run already)[^\n]*\n$", refused.Error);
        using var receipt = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "receipt.json")));
        Assert.Equal(winner + 1, receipt.RootElement.GetProperty("request").GetProperty("seed").GetInt32());
        Assert.Equal(["checkpoints", "confusion.png", "curves.png", "events", "head", "model", "receipt.json", "report.html"], Directory.GetFileSystemEntries(run).Select(RunFolderTests.NameOf).Order(StringComparer.Ordinal));
        ToolRun.Of("evaluate", "--run", run, "--data", images).Done();
    }

    private static async Task<ToolRun[]> Together(IEnumerable<string[]> runs, IReadOnlyDictionary<string, string>? environment = null)
    {
        var tools = runs.Select(r => ToolProcess.Start(r, environment)).ToList();
        try
        {
            return await Task.WhenAll(tools.Select(static t => t.ResultAsync()));
        }
        finally
        {
            tools.ForEach(static t => t.Dispose());
        }
    }
}
