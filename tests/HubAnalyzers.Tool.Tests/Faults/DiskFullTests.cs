using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Tests.Archives;
using HubAnalyzers.Tool.Tests.Downloads;
using HubAnalyzers.Tool.Tests.Training;
using static HubAnalyzers.Tool.Tests.Downloads.LoopbackServer;

namespace HubAnalyzers.Tool.Tests.Faults;

/// <summary>A disk with little room, and a shell that allows small files only: one error, and nothing half written.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Add_keeps_the_manifest_that_was_there()
    {
        var disk = await SmallDisk.Run(_folder, "echo kept > \"$DISK/shapes_mobilenet.hubmodel.json\"", ["add", CarriedModel.Folder, "-o", SmallDisk.Place]);
        OneErrorThatNames("shapes_mobilenet.hubmodel.json", disk.Result);
        Assert.Equal(["5 shapes_mobilenet.hubmodel.json"], disk.Files);
    }

    [SkippableFact]
    public async Task Inspect_leaves_no_page_behind()
    {
        var disk = await SmallDisk.Run(_folder, "", ["inspect", CarriedModel.Folder, "--format", "html", "-o", SmallDisk.Place + "/page.html"]);
        OneErrorThatNames("page.html", disk.Result);
        Assert.Empty(disk.Files);
    }

    [SkippableFact]
    public async Task An_archive_that_does_not_fit_into_the_temporary_folder_is_removed_from_it()
    {
        File.WriteAllBytes(_folder.File("model.tar.gz"), TarBall.OfFolder(CarriedModel.Folder));
        var disk = await SmallDisk.Run(_folder, "export TMPDIR=\"$DISK\"", ["inspect", _folder.File("model.tar.gz")]);
        OneErrorThatNames("model.tar.gz", disk.Result);
        Assert.Empty(disk.Files);
    }

    [SkippableFact]
    public async Task Pull_leaves_no_model_under_its_name()
    {
        var archive = TarBall.OfFolder(CarriedModel.Folder);
        using var server = new LoopbackServer((r, _) => Reply.Good(r, archive));
        var disk = await SmallDisk.Run(_folder, $"export {CacheFolders.TfHubVariable}=\"$DISK/cache\"", ["pull", "https://tfhub.dev/google/shapes/1", "--base-address", server.Address]);
        OneErrorThatNames("cache", disk.Result);
        Assert.All(disk.Files, static f => Assert.Contains(".partial", f, StringComparison.Ordinal));
        Assert.Single(server.Requests);
    }

    [SkippableFact]
    public async Task A_file_larger_than_the_shell_allows_is_an_error_too()
    {
        OneErrorThatNames("would be larger than a file may be here", await Limited(8, ["add", CarriedModel.Folder, "-o", _folder.File("project")]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("project")));
    }

    [SkippableFact]
    public async Task A_training_that_the_disk_has_no_room_for_goes_on_when_there_is_room()
    {
        // There is room for checkpoints, and none for the model.
        var images = ShapeImages.Write(_folder, perClass: 8);
        var (code, error) = (_folder.File("code"), _folder.File("error"));
        var train = $"dotnet \"$TOOL\" train --model '{CarriedModel.Folder}' --data '{images}' --epochs 2 -o \"$DISK/run\" > /dev/null 2> '{error}'; echo $? > '{code}'; {SmallDisk.Enlarge}";
        var disk = await SmallDisk.Run(_folder, train, ["train", "--resume", SmallDisk.Place + "/run"], kilobytes: 500);
        Assert.Equal($"{ExitCodes.BadInput}\n", File.ReadAllText(code));
        Assert.Matches(@"^head: epoch 1 of 2[^\n]*\nhead: epoch 2 of 2[^\n]*\n[^\n]*model[^\n]*; when that is mended, go on with: dotnet hub train --resume \S+/run\n$", File.ReadAllText(error));
        Assert.Equal(ExitCodes.Done, disk.Result.ExitCode);
        Assert.Contains(disk.Files, static f => f.EndsWith(" run/receipt.json", StringComparison.Ordinal));
        Assert.Contains(disk.Files, static f => f.EndsWith(" run/model/saved_model.pb", StringComparison.Ordinal));
        Assert.DoesNotContain(disk.Files, static f => f.Contains("/.", StringComparison.Ordinal) || f.Contains(".tmp", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData(300, "model", true)]
    [InlineData(4, "checkpoint-", false)]
    public async Task A_training_whose_files_the_shell_does_not_allow_keeps_its_checkpoints_or_nothing(int kilobytes, string named, bool hasCheckpoints)
    {
        var (images, run) = (ShapeImages.Write(_folder, perClass: 8), _folder.File("run"));
        string[] train = ["train", "--model", CarriedModel.Folder, "--data", images, "--epochs", "2", "-o", run];
        var result = await Limited(kilobytes, train);
        Assert.Equal(ExitCodes.BadInput, result.ExitCode);
        var line = result.Error.TrimEnd('\n').Split('\n')[^1];
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Contains("would be larger than a file may be here", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(hasCheckpoints, Directory.Exists(run));
        Assert.Equal(hasCheckpoints, line.EndsWith($"go on with: dotnet hub train --resume {run}", StringComparison.Ordinal));
        if (hasCheckpoints)
        {
            Assert.Equal(ExitCodes.Done, ToolRun.Of("train", "--resume", run).ExitCode);
            ToolRun.Of("evaluate", "--run", run, "--data", images).Done();
        }
    }

    [SkippableFact]
    public async Task Features_that_the_shell_does_not_allow_leave_no_file()
    {
        var (images, features) = (ShapeImages.Write(_folder, perClass: 8), _folder.File("features"));
        var result = await Limited(4, ["features", "--model", CarriedModel.Folder, "--data", images, "-o", features]);
        OneErrorThatNames("would be larger than a file may be here", result);
        OneErrorThatNames(".features", result);
        Assert.Empty(Directory.EnumerateFiles(features, "*", SearchOption.AllDirectories));
    }

    /// <summary>Runs the tool in a shell that allows files of so many KB. The signal is ignored, so that the write itself fails; what the runtime maps for code counts as files as well.</summary>
    private static async Task<ToolRun> Limited(int kilobytes, string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "limits of a shell are set on Linux only");
        using var tool = ToolProcess.Start(
            "bash",
            ["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec dotnet \"$@\"", kilobytes.ToString(CultureInfo.InvariantCulture), ToolProcess.Assembly, .. arguments],
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" });
        return await tool.ResultAsync();
    }

    private static void OneErrorThatNames(string what, ToolRun run) => Assert.Contains(what, run.Failed(ExitCodes.BadInput), StringComparison.Ordinal);
}
