using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool;

namespace HubAnalyzers.Docs.Tests.Commands;

/// <summary>
/// Whether a command of a page is one: what it runs exists, and the tool's own command line takes its options and arguments. The
/// reader's project is called <c>MyProject</c> in every command.
/// </summary>
internal static class CommandCheck
{
    public const string ToolProject = "src/HubAnalyzers.Tool";
    private const string UsersProject = "MyProject";
    private static readonly string[] _others = ["cd", "mkdir", "ls", "cat", "cp", "mv", "rm", "echo", "git", "tar", "sha256sum", "python", "python3", "pip", "tensorboard", "kubectl", "docker", "nvidia-smi", "xdg-open", "wait"];
    private static readonly string[] _templates = ["console", "classlib", "tool-manifest", "nugetconfig", "editorconfig", "gitignore", "sln"];

    /// <summary>What is wrong with a command; nothing where all is well.</summary>
    /// <param name="command">The command.</param>
    /// <param name="mentioned">Whether a sentence only mentions it: then it may leave out arguments.</param>
    public static IReadOnlyList<string> Problems(ShellCommand command, bool mentioned = false) =>
        [.. command.Variables.Where(static v => !KnownNames.IsVariable(v)).Select(static v => $"nothing reads the variable {v}"), .. ProblemsOf(command.Program, mentioned)];

    /// <summary>The arguments of a command that runs the tool, installed or from this repository; null for any other.</summary>
    public static string[]? ArgumentsOfTool(string[] words) => words switch
    {
        ["dotnet", "hub", .. var rest] => rest,
        ["dotnet", "run", .. var rest] when ProjectOf(rest) is { } project && project.TrimEnd('/') == ToolProject => [.. rest.SkipWhile(static w => w != "--").Skip(1)],
        _ => null,
    };

    private static IEnumerable<string> ProblemsOf(string[] words, bool mentioned) => words switch
    {
        [] => [],
        _ when ArgumentsOfTool(words) is { } arguments => OfTool(arguments, mentioned),
        ["dotnet", "run", .. var rest] => OfProgram(rest),
        ["dotnet", "build" or "test" or "pack" or "restore" or "clean" or "publish", .. var rest] => OfBuild(rest),
        ["dotnet", "format", .. var rest] => rest.Where(static w => w.StartsWith("HUB", StringComparison.Ordinal) && !KnownNames.IsRule(w)).Select(static w => $"there is no rule {w}"),
        ["dotnet", "add", "package", var id, ..] => OfPackage(id),
        ["dotnet", "add", _, "package", var id, ..] => OfPackage(id),
        ["dotnet", "package", "add", var id, ..] => OfPackage(id),
        ["dotnet", "package", "download", var id, ..] => OfPackage(id.Split('@')[0]),
        ["dotnet", "tool", "install" or "update" or "uninstall", .. var rest] => rest.Contains("HubAnalyzers.Tool") ? [] : ["the tool's package is HubAnalyzers.Tool"],
        ["dotnet", "tool", "restore"] or ["dotnet", "nuget", "add", "source", ..] or ["dotnet", "nuget", "locals", ..] => [],
        ["dotnet", "new", var template, ..] => _templates.Contains(template) ? [] : [$"the template {template} is not known here"],
        ["dotnet"] or ["dotnet", "--version" or "--info"] => [],
        ["dotnet", var verb, ..] => [$"'dotnet {verb}' is not known here"],
        ["export", .. var rest] => rest.Select(static w => w.Split('=')[0]).Where(static v => !KnownNames.IsVariable(v)).Select(static v => $"nothing reads the variable {v}"),
        [var program, ..] => _others.Contains(program) || File.Exists(Repository.PathOf(program.Split('/'))) ? [] : [$"the program {program} is not known here"],
    };

    private static IEnumerable<string> OfTool(string[] arguments, bool mentioned)
    {
        // In a sentence brackets stand around what may be left out.
        var given = mentioned ? [.. arguments.Select(static a => a.Trim('[', ']')).Where(static a => a.Length > 0 && a != "…")] : arguments;
        if (mentioned && given.Length == 0)
        {
            return [];
        }

        var parsed = CommandLine.Parse(given, new ToolConsole(TextWriter.Null, TextWriter.Null));
        // The parser takes an option that it does not know for an argument where one is missing.
        var known = parsed.RootCommandResult.Command.Options.Concat(parsed.CommandResult.Command.Options).SelectMany(static o => o.Aliases.Append(o.Name)).ToHashSet();
        return parsed.Errors.Select(static e => e.Message).Where(m => !mentioned || !m.Contains("equired", StringComparison.Ordinal))
            .Concat(given.TakeWhile(static a => a != "--").Where(a => a.StartsWith("--", StringComparison.Ordinal) && !known.Contains(a.Split('=')[0])).Select(static a => $"there is no option {a}"));
    }

    private static IEnumerable<string> OfProgram(string[] words)
    {
        var project = ProjectOf(words);
        if (project is null)
        {
            return [];
        }

        var folder = Repository.PathOf(project.Split('/'));
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.csproj").Length != 1)
        {
            return project.TrimEnd('/') == UsersProject ? [] : [$"there is no project {project}"];
        }

        return words.SkipWhile(static w => w != "--").Skip(1).Where(static w => w.StartsWith("--", StringComparison.Ordinal)).Where(o => !KnownNames.IsOptionOf(folder, o)).Select(o => $"{project} has no option {o}")
            .Concat(Properties(words.TakeWhile(static w => w != "--")));
    }

    private static IEnumerable<string> OfBuild(string[] words) => Properties(words)
        .Concat(words.Take(1).Where(static w => !w.StartsWith('-') && w.TrimEnd('/') != UsersProject && !Path.Exists(Repository.PathOf(w.Split('/')))).Select(static w => $"there is no {w}"));

    private static IEnumerable<string> OfPackage(string id) => KnownNames.IsPackage(id) ? [] : [$"there is no package {id}"];

    private static IEnumerable<string> Properties(IEnumerable<string> words) => words.Where(static w => w.StartsWith("-p:", StringComparison.Ordinal))
        .Select(static w => w[3..].Split('=')[0]).Where(static p => !KnownNames.IsProperty(p)).Select(static p => $"nothing reads the property {p}");

    private static string? ProjectOf(string[] words) => words.TakeWhile(static w => w != "--").SkipWhile(static w => w is not ("--project" or "-p")).Skip(1).FirstOrDefault();
}
