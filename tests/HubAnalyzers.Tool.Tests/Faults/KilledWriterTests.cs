using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Tests.Archives;
using HubAnalyzers.Tool.Tests.Downloads;
using static HubAnalyzers.Tool.Tests.Downloads.LoopbackServer;

namespace HubAnalyzers.Tool.Tests.Faults;

/// <summary>The tool is killed somewhere, from seeds: under a final name there is nothing, or all of it, and the next run does its work.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const string Handle = "https://tfhub.dev/google/shapes/1";
    private static readonly byte[] _archive = TarBall.OfFolder(CarriedModel.Folder);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_manifest_is_the_old_one_or_the_new_one()
    {
        var manifest = _folder.File("shapes_mobilenet.hubmodel.json");
        var whole = ManifestFile.Write(ModelInspector.Inspect(CarriedModel.Folder));
        var clock = new KillClock(await TimeOf(["add", CarriedModel.Folder, "-o", _folder.Path]));
        File.WriteAllText(manifest, "old");
        foreach (var seed in Fuzz.Seeds(8))
        {
            using var tool = ToolProcess.Start(["add", CarriedModel.Folder, "-o", _folder.Path]);
            clock.Kill(tool, seed);
            var bytes = File.ReadAllBytes(manifest);
            Assert.True(bytes.AsSpan().SequenceEqual("old"u8) || bytes.AsSpan().SequenceEqual(whole), $"seed {seed}: {bytes.Length} bytes");
        }

        Assert.True(clock.Kills > 0, "none was killed");
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path).Done();
        Assert.Equal(whole, File.ReadAllBytes(manifest));
        Assert.Contains("agrees", ToolRun.With(["verify", _folder.Path], environment: new Dictionary<string, string> { ["HUBANALYZERS_MODELS"] = Path.GetDirectoryName(CarriedModel.Folder)! }).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_holds_a_model_whole_or_not_at_all_and_the_next_pull_completes_it()
    {
        var cache = _folder.File("cache");
        var place = Path.Combine(cache, CacheFolders.FolderNameOf(Handle));
        var environment = new Dictionary<string, string> { [CacheFolders.TfHubVariable] = cache, [CacheFolders.KaggleVariable] = _folder.File("kaggle") };
        using var server = new LoopbackServer((r, _) => Reply.Good(r, _archive));
        string[] pull = ["pull", Handle, "--base-address", server.Address];
        var clock = new KillClock(await TimeOf(pull, environment));
        var digest = ModelDigest.Compute(CarriedModel.Folder).Digest;
        foreach (var seed in Fuzz.Seeds(8))
        {
            if (Directory.Exists(cache))
            {
                Directory.Delete(cache, recursive: true);
            }

            using (var tool = ToolProcess.Start(pull, environment))
            {
                clock.Kill(tool, seed);
            }

            Assert.True(!Directory.Exists(place) || ModelDigest.Compute(place).Digest == digest, $"seed {seed}");
            var again = ToolRun.With(pull, environment: environment);
            Assert.True(again.ExitCode == ExitCodes.Done, $"seed {seed}: {again.Error}");
            Assert.Equal(digest, ModelDigest.Compute(place).Digest);
        }

        Assert.True(clock.Kills > 0, "none was killed");
    }

    private static async Task<int> TimeOf(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = Environment.TickCount64;
        using var tool = ToolProcess.Start(arguments, environment);
        Assert.Equal(ExitCodes.Done, (await tool.EndAsync()).ExitCode);
        return (int)(Environment.TickCount64 - start);
    }
}
