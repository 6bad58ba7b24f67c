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

/// <summary>A disk with room for 64 KB, and a shell that allows files of 8 KB: one error, and nothing half written.</summary>
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
        Skip.IfNot(OperatingSystem.IsLinux(), "limits of a shell are set on Linux only");

        // The signal is ignored, so that the write itself fails; what the runtime maps for code counts as files as well.
        using var tool = ToolProcess.Start(
            "bash",
            ["-c", "trap '' XFSZ; ulimit -f 8; exec dotnet \"$@\"", "bash", ToolProcess.Assembly, "add", CarriedModel.Folder, "-o", _folder.File("project")],
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" });
        OneErrorThatNames("would be larger than a file may be here", await tool.ResultAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("project")));
    }

    private static void OneErrorThatNames(string what, ToolRun run) => Assert.Contains(what, run.Failed(ExitCodes.BadInput), StringComparison.Ordinal);
}
