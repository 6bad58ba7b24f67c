using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HubAnalyzers.Tool.Scaling;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>sweep --model MODEL --data DIR --grid NAME=VALUE… [--shard i/n] -o DIR</c>, and <c>sweep merge DIR</c></summary>
internal static class SweepCommand
{
    public static Command Create(ToolConsole console)
    {
        var request = new RequestArguments();
        var grid = new Option<string[]>("--grid")
        {
            Description = "Options of 'train' to try, NAME=VALUE once for each value; each is combined with each: --grid lr=0.001 lr=0.003 optimizer=adam optimizer=sgd.",
            HelpName = "NAME=VALUE",
            AllowMultipleArgumentsPerToken = true,
            Required = true,
        };
        var shard = ShardOption.Create();
        var folder = ShardOption.Folder();
        var metric = MetricOption();
        var command = new Command("sweep", "Trains with each combination of options, whole or in shards.");
        new Option[] { grid, shard, folder, metric }.Concat(request.All).ToList().ForEach(command.Options.Add);
        command.Validators.Add(request.RequireModelAndData);
        command.SetAction(result => SweepRun.Run(
            Trials(result, request, result.GetValue(grid)!),
            Shard.Parse(result.GetValue(shard), console.Environment),
            result.GetValue(folder)!,
            result.GetValue(metric),
            console));

        var merged = ShardOption.Merged();
        var metricOfMerge = MetricOption();
        var merge = new Command("merge", "Checks that all trials are there and whole, and sorts them by what they reached.") { merged, metricOfMerge };
        merge.SetAction(result => SweepTable.Merge(result.GetValue(merged)!, result.GetValue(metricOfMerge), console));
        command.Subcommands.Add(merge);
        return command;
    }

    private static Option<string?> MetricOption() => new("--metric") { Description = "What to sort by; the head's own where not given.", HelpName = "metric" };

    /// <summary>
    /// Each trial is a command line of its own: what was given, with the grid's values in the place of its options. It is read as that of
    /// <c>train</c> is, with the same errors.
    /// </summary>
    private static List<Trial> Trials(ParseResult result, RequestArguments request, IReadOnlyList<string> grid)
    {
        var given = request.All.Where(o => RequestArguments.IsGiven(result.CommandResult, o))
            .ToDictionary(static o => o.Name, o => (string[])[o.Name, .. result.GetResult(o)!.Tokens.Select(static t => t.Value)]);
        return [.. TrialGrid.Trials(grid).Select(values => new Trial(values, Read(values, given)))];
    }

    private static Training.TrainRequest Read(IReadOnlyList<(string Name, string Value)> values, Dictionary<string, string[]> given)
    {
        var names = values.Select(static v => "--" + v.Name).ToHashSet();
        string[] arguments = [.. given.Where(g => !names.Contains(g.Key)).SelectMany(static g => g.Value), .. values.SelectMany(static v => new[] { "--" + v.Name, v.Value })];
        var request = new RequestArguments();
        var trial = new Command("trial");
        request.All.ToList().ForEach(trial.Options.Add);
        trial.Validators.Add(request.RequireModelAndData);
        var parsed = trial.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors.Count == 0
            ? request.Read(parsed)
            : throw new WrongUsageException($"--grid {string.Join(' ', values.Select(static v => $"{v.Name}={v.Value}"))}: {string.Join(' ', parsed.Errors.Select(static e => e.Message))} See 'dotnet hub train --help'.");
    }
}
