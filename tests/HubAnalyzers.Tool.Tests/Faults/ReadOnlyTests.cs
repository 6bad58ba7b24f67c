using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Faults;

/// <summary>Folders and files that the user may not write or read. Root may do everything: then the tool runs as nobody.</summary>
public sealed class ReadOnlyTests : IDisposable
{
    private const UnixFileMode ReadAndEnter = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        foreach (var folder in Directory.EnumerateDirectories(_folder.Path, "*", SearchOption.AllDirectories))
        {
            SetMode(folder, ReadAndEnter | UnixFileMode.UserWrite);
        }

        _folder.Dispose();
    }

    [SkippableFact]
    public async Task Add_into_a_folder_that_cannot_be_written_is_one_error()
    {
        var run = await AsNobody(["add", CarriedModel.Folder, "-o", ReadOnly("project")]);
        Assert.Contains("it cannot be written", run.Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("project")));
    }

    [SkippableFact]
    public async Task Pull_into_a_cache_that_cannot_be_written_is_one_error_before_anything_is_fetched()
    {
        using var server = new Downloads.LoopbackServer(static (_, _) => throw new InvalidOperationException());
        var run = await AsNobody(["pull", "https://tfhub.dev/google/shapes/1", "--base-address", server.Address], (CacheFolders.TfHubVariable, ReadOnly("cache")));
        Assert.Contains("the cache cannot be written", run.Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [SkippableFact]
    public async Task A_model_that_cannot_be_read_is_one_error_that_names_the_file()
    {
        var model = CarriedModel.CopyTo(_folder);
        SetMode(Path.Combine(model, "saved_model.pb"), UnixFileMode.None);
        Assert.Contains("saved_model.pb: it cannot be read", (await AsNobody(["inspect", model])).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_model_of_a_cache_that_cannot_be_read_does_not_keep_the_others_from_the_list()
    {
        var cache = Path.Combine(_folder.Path, "cache");
        CarriedModel.CopyTo(_folder, "cache/" + new string('a', 40));
        CarriedModel.CopyTo(_folder, "cache/" + new string('b', 40));
        SetMode(Path.Combine(cache, new string('a', 40)), UnixFileMode.None);
        var list = (await AsNobody(["list", "--format", "json"], (CacheFolders.TfHubVariable, cache), (CacheFolders.KaggleVariable, _folder.File("none")))).Done();
        Assert.Contains(new string('b', 40), list, StringComparison.Ordinal);
        Assert.Contains(new string('a', 40), list, StringComparison.Ordinal);
    }

    private string ReadOnly(string name)
    {
        var folder = Directory.CreateDirectory(_folder.File(name)).FullName;
        SetMode(folder, ReadAndEnter);
        return folder;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private async Task<ToolRun> AsNobody(string[] arguments, params (string Name, string Value)[] environment)
    {
        Skip.If(OperatingSystem.IsWindows(), "permissions are tried on Unix only");
        SetMode(_folder.Path, ReadAndEnter | UnixFileMode.UserWrite);
        string[] prefix = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : ["env"];
        var variables = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        // Whoever has the sources where nobody may look cannot try this.
        using (var probe = ToolProcess.Start(prefix[0], [.. prefix[1..], "test", "-r", ToolProcess.Assembly]))
        {
            Skip.IfNot((await probe.EndAsync()).ExitCode == 0, "nobody may not read this build");
        }

        using var tool = ToolProcess.Start(prefix[0], [.. prefix[1..], "dotnet", ToolProcess.Assembly, .. arguments], variables);
        return await tool.ResultAsync();
    }
}
