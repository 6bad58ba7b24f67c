using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests;

/// <summary>The tool as its users start it: as a process of its own.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Json_on_standard_output_is_the_manifest_to_the_byte_whatever_the_locale()
    {
        var (exitCode, output, error) = await Run(["inspect", CarriedModel.Folder, "--format", "json"], new() { ["LANG"] = "C", ["LC_ALL"] = "C" });
        Assert.Equal((ExitCodes.Done, ""), (exitCode, Encoding.UTF8.GetString(error)));
        Assert.Equal(ManifestFile.Write(ModelInspector.Inspect(CarriedModel.Folder)), output);
    }

    [Fact]
    public async Task Bad_input_is_exit_code_3_and_one_line_on_standard_error()
    {
        var (exitCode, output, error) = await Run(["inspect", "no-such-model"], []);
        Assert.Equal(ExitCodes.BadInput, exitCode);
        Assert.Empty(output);
        Assert.Single(Encoding.UTF8.GetString(error).TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public async Task A_redirected_table_is_plain()
    {
        var (exitCode, output, _) = await Run(["inspect", CarriedModel.Folder], new() { ["TERM"] = "xterm-256color" });
        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.DoesNotContain((byte)0x1b, output);
    }

    [SkippableFact]
    public async Task Without_libtorch_a_command_that_trains_says_in_one_line_how_to_get_it()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "links files as Linux does");
        using var folder = new TempFolder();
        var tool = folder.File("tool");
        using (var copy = ToolProcess.Start("cp", ["-al", AppContext.BaseDirectory, tool]))
        {
            Assert.Equal(0, (await copy.EndAsync()).ExitCode);
        }

        foreach (var file in Directory.GetFiles(tool, "libtorch*", SearchOption.AllDirectories).Append(Path.Combine(tool, "dotnet-hub.deps.json")))
        {
            File.Delete(file);
        }

        using var train = ToolProcess.Start(
            "dotnet",
            [Path.Combine(tool, "dotnet-hub.dll"), "train", "--model", CarriedModel.Folder, "--data", folder.Path],
            new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder.Path, ["HUB_LIBTORCH"] = "" });
        var line = (await train.ResultAsync()).Failed(ExitCodes.BadInput);
        Assert.StartsWith("libtorch is missing; ", line, StringComparison.Ordinal);
        Assert.Contains("dotnet package download libtorch-cpu-linux-", line, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, byte[] Output, byte[] Error)> Run(string[] arguments, Dictionary<string, string> environment)
    {
        using var tool = ToolProcess.Start(arguments, environment);
        return await tool.EndAsync();
    }
}
