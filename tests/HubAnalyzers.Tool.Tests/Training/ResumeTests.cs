using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>A run of the tool that is stopped, killed and gone on with ends as one that was left alone.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Sigkill = 128 + 9;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Stopped_and_killed_and_gone_on_with_it_leaves_the_same_bytes()
    {
        Skip.IfNot(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs signals");
        var images = ShapeImages.Write(_folder, perClass: 10);
        var (whole, stopped) = (_folder.File("whole"), _folder.File("stopped"));
        string[] train = ["train", "--model", CarriedModel.Folder, "--data", images, "--unfreeze", "expanded_conv_5*", "--epochs", "2,1", "--batch-size", "8", "--augment", "--dropout", "0.2", "-o"];
        Assert.Equal(ExitCodes.Done, Run([.. train, whole]).ExitCode);

        var (code, error) = Run([.. train, stopped, "--checkpoint-every", "1"], "TERM", afterLines: 1);
        Assert.Equal(ExitCodes.Terminated, code);
        Assert.EndsWith($"stopped; go on with: dotnet hub train --resume {stopped}", error.TrimEnd(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(stopped, "receipt.json")));

        Assert.Equal(Sigkill, Run(["train", "--resume", stopped, "--checkpoint-every", "1"], "KILL", afterLines: 1).ExitCode);
        Assert.Equal(ExitCodes.Done, Run(["train", "--resume", stopped]).ExitCode);

        foreach (var file in Files(whole))
        {
            Assert.True(File.ReadAllBytes(Path.Combine(whole, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(stopped, file))), file);
        }

        Assert.Equal(Files(whole), Files(stopped));
        Assert.Contains("is finished", ToolRun.Of("train", "--resume", stopped).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs", "2")]
    [InlineData("--overwrite")]
    [InlineData("--dry-run")]
    [InlineData("--format", "json")]
    public void A_run_that_is_gone_on_with_takes_its_options_from_its_folder(params string[] other) =>
        Assert.Contains($"leave out {other[0]}", ToolRun.Of(["train", "--resume", "run", .. other]).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);

    [SkippableFact]
    public void Images_that_were_changed_since_are_told_as_such()
    {
        Skip.IfNot(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs signals");
        var (images, run) = (ShapeImages.Write(_folder, perClass: 10), _folder.File("run"));
        Assert.Equal(ExitCodes.Terminated, Run(["train", "--model", CarriedModel.Folder, "--data", images, "--epochs", "500", "--batch-size", "8", "-o", run, "--checkpoint-every", "1"], "TERM", afterLines: 1).ExitCode);
        var hearts = Directory.GetFiles(Path.Combine(images, "Heart"));
        File.Copy(hearts[1], hearts[0], overwrite: true);

        var resumed = ToolRun.Of("train", "--resume", run);
        Assert.Equal(ExitCodes.BadInput, resumed.ExitCode);
        Assert.Contains("no checkpoint is this run's", resumed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_never_begun_cannot_be_gone_on_with() =>
        Assert.Contains("holds no run", ToolRun.Of("train", "--resume", _folder.File("none")).Failed(ExitCodes.BadInput), StringComparison.Ordinal);

    private static string[] Files(string run) => [.. Directory.GetFiles(run, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(run, f)).Where(static f => !f.StartsWith("checkpoints", StringComparison.Ordinal) && !f.StartsWith("events.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Runs the tool as a process and, after some epochs, sends it a signal.</summary>
    private static (int ExitCode, string Error) Run(string[] arguments, string? signal = null, int afterLines = 0)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-hub.dll"), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = "";
        while (process.StandardError.ReadLine() is { } line)
        {
            error += line + "\n";
            if (signal is not null && --afterLines == 0)
            {
                using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
                kill.WaitForExit();
            }
        }

        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error);
    }
}
