using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Commands;

/// <summary>docs/tool.md against the tool: each command and option that it names exists, and ends as it says.</summary>
public sealed class ManualTests : IDisposable
{
    private static readonly string _page = File.ReadAllText(Repository.PathOf("docs", "tool.md"));
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static IEnumerable<object[]> Commands() => Named().Select(static c => new object[] { c });

    [Fact]
    public void Every_command_of_the_tool_is_on_the_page() =>
        Assert.Equal(Regex.Matches(ToolRun.Of("--help").Done().Split("Commands:\n")[1], @"^  ([a-z-]+) ", RegexOptions.Multiline).Select(static m => m.Groups[1].Value).Order(StringComparer.Ordinal), Named().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_option_on_the_page_is_one_of_the_tool()
    {
        var known = string.Concat(Named().Select(static c => ToolRun.Of(c, "--help").Done()));
        Assert.All(Regex.Matches(_page, @"(?<=[` ])--?[a-z][a-z-]*").Select(static m => m.Value).Distinct(), option => Assert.Matches($@"(?<![\w-]){option}(?![\w-])", known));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_ends_as_the_page_says(string command)
    {
        var copy = CarriedModel.CopyTo(_folder);
        ToolRun.Of("add", copy, "-o", _folder.Path).Done();
        var missing = _folder.File("missing");
        (int Code, string[] Arguments)[] runs = command switch
        {
            "inspect" => [(0, [copy]), (0, [copy, "--format", "html", "-o", _folder.File("page.html")]), (2, []), (3, [missing])],
            "why" => [(0, [copy, "BnConv1"]), (2, [copy]), (3, [copy, "NoSuchLayer"])],
            "add" => [(0, [copy, "-o", _folder.Path, "--name", "other"]), (2, [copy, "--name", "a/b"]), (3, [missing])],
            "verify" => [(0, [_folder.Path, "--models", _folder.Path]), (3, [missing])],
            "diff" => [(0, [copy, copy, "--format", "json"]), (1, [copy, Repository.PathOf("samples", "Frozen", "half_plus_two.hubmodel.json")]), (2, [copy])],
            "list" => [(0, ["--format", "json"]), (2, ["x"])],
            "pull" => [(2, []), (3, ["https://www.kaggle.com/models/google/mobilenet-v2/tensorFlow2/100-224-classification"]), (3, ["no_handle"])],
            "train" => [(2, []), (2, ["--model", copy, "--data", _folder.Path, "--epochs", "0"]), (3, ["--model", missing, "--data", _folder.Path]), (3, ["--model", copy, "--data", missing])],
            "predict" => [(2, []), (3, ["--run", missing, missing])],
            "evaluate" => [(2, []), (3, ["--run", missing, "--data", missing])],
            "export" => [(2, []), (2, ["--run", missing, "-o", missing]), (3, ["--run", missing, "-o", _folder.File("exported")])],
            "replay" => [(2, []), (3, [missing])],
            "lr-find" => [(2, []), (2, ["--model", copy, "--data", _folder.Path, "--from", "1", "--to", "0.1"]), (3, ["--model", copy, "--data", missing])],
            "features" => [(2, []), (3, ["--model", missing, "--data", _folder.Path, "-o", missing]), (3, ["merge", missing])],
            "sweep" => [(2, []), (2, ["--model", copy, "--data", _folder.Path, "-o", missing, "--grid", "lr"]), (3, ["merge", missing])],
            "kubernetes" => [(2, []), (0, ["--name", "x", "--image", "i", "--claim", "c", "--", "features", "--model", "m", "--data", "d", "-o", "o"])],
            "explain" => [(0, []), (0, ["HUB0001"]), (0, ["signature-only"]), (2, ["HUB9999"])],
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "the page names a command without a run here"),
        };
        var caches = new Dictionary<string, string> { ["TFHUB_CACHE_DIR"] = _folder.File("tfhub"), ["KAGGLEHUB_CACHE"] = _folder.File("kaggle") };
        Assert.All(runs, run =>
        {
            var result = ToolRun.With([command, .. run.Arguments], environment: caches);
            Assert.Equal((string.Join(' ', run.Arguments), run.Code), (string.Join(' ', run.Arguments), result.ExitCode));
            Assert.Equal(run.Code >= 2, result.Error.Length > 0);
        });
    }

    [Fact]
    public void A_manifest_that_differs_from_the_bytes_is_the_answer_no()
    {
        var copy = CarriedModel.CopyTo(_folder);
        ToolRun.Of("add", copy, "-o", _folder.Path).Done();
        CarriedModel.Change(Path.Combine(copy, "variables", "variables.data-00000-of-00001"), static bytes => [.. bytes[..^1], (byte)~bytes[^1]]);
        Assert.Equal(ExitCodes.AnswerIsNo, ToolRun.Of("verify", _folder.Path, "--models", _folder.Path).ExitCode);
    }

    private static List<string> Named() => [.. Regex.Matches(_page, @"^\| `dotnet hub ([a-z-]+)", RegexOptions.Multiline).Select(static m => m.Groups[1].Value)];
}
