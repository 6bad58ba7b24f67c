using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel;

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

    private static async Task<(int ExitCode, byte[] Output, byte[] Error)> Run(string[] arguments, Dictionary<string, string> environment)
    {
        using var tool = ToolProcess.Start(arguments, environment);
        return await tool.EndAsync();
    }
}
