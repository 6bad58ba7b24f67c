using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using HubAnalyzers.Docs.Tests.Markdown;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Docs.Tests.Commands;

/// <summary>
/// The commands that cost little are carried out, page by page, in a folder that holds the carried model where the repository has it:
/// each ends with 0 and prints what stands below it. What trains, predicts or downloads is left to the tool's own tests.
/// </summary>
public sealed class CommandRunTests
{
    private const string Model = "samples/models/shapes_mobilenet";
    private const string Manifest = "samples/FineTune/shapes_mobilenet.hubmodel.json";

    /// <summary>What the pages write where the reader has something of his own.</summary>
    private static readonly Dictionary<string, string> _placeholders = new(StringComparer.Ordinal)
    {
        ["PATH"] = Model, ["PATH/TO/SAVED_MODEL"] = Model, ["MODEL"] = Model, ["A"] = Model, ["B"] = Model,
        ["MANIFEST"] = Manifest, ["LAYER"] = "shapes_mobilenet/Logits", ["ID"] = "HUB0001", ["DIR"] = "samples",
    };

    public static TheoryData<string> Paths => [.. Pages.All.Where(static p => CheapOn(p).Any()).Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Commands_do_what_the_page_promises(string path)
    {
        using var folder = Workplace();
        var page = Pages.Of(path);
        Problems.None(page.Blocks.SelectMany(b => ProblemsOf(page, b, folder)));
    }

    [Fact]
    public void A_command_that_fails_or_prints_something_else_is_found()
    {
        using var folder = Workplace();
        var page = new Page("x.md", "```sh\ndotnet hub inspect samples/models/gone\n```\n\n```sh\ndotnet hub explain signature-only\n```\n\n```\nsignature-only: it has none\n```\n");
        var problems = page.Blocks.SelectMany(b => ProblemsOf(page, b, folder)).ToList();
        Assert.Equal(2, problems.Count);
        Assert.Contains("ends with 3", problems[0], StringComparison.Ordinal);
        Assert.Contains("does not print 'signature-only: it has none'", problems[1], StringComparison.Ordinal);
    }

    private static IEnumerable<string> ProblemsOf(Page page, Block block, TempFolder folder)
    {
        var commands = CommandBlocks.Of(block).ToList();
        foreach (var (place, command) in commands)
        {
            if (CommandCheck.ArgumentsOfTool(command.Program) is not { } arguments || !IsCheap(arguments))
            {
                continue;
            }

            var (exitCode, output, error) = Run(folder, arguments.Select(static a => _placeholders.GetValueOrDefault(a, a)));
            if (exitCode != 0)
            {
                yield return $"{place}: {command} ends with {exitCode}: {error}";
            }
            else if (command == commands[^1].Command && PrintedOutput.Of(page, block) is { } shown && PrintedOutput.Missing(shown.Text, output) is { } line)
            {
                yield return $"{shown.Place}: {command} does not print '{line}' there, but:\n{output}";
            }
        }
    }

    private static IEnumerable<string[]> CheapOn(Page page) =>
        page.Blocks.SelectMany(CommandBlocks.Of).Select(static c => CommandCheck.ArgumentsOfTool(c.Command.Program)).OfType<string[]>().Where(IsCheap);

    private static bool IsCheap(string[] arguments) =>
        arguments is ["inspect" or "why" or "add" or "verify" or "diff" or "list" or "explain" or "--help", ..] && !arguments.Any(static a => a == "HANDLE" || a.StartsWith("http", StringComparison.Ordinal));

    private static TempFolder Workplace()
    {
        var folder = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf(Model.Split('/')), "*", SearchOption.AllDirectories).Append(Repository.PathOf(Manifest.Split('/'))))
        {
            var copy = folder.File(Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    // A process of its own: paths on the pages are relative to where the reader stands.
    private static (int ExitCode, string Output, string Error) Run(TempFolder folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-hub.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TFHUB_CACHE_DIR"] = folder.File("tfhub"), ["KAGGLEHUB_CACHE"] = folder.File("kagglehub"), ["NO_COLOR"] = "1" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), error);
    }
}
