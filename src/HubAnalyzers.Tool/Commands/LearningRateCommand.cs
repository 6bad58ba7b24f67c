using System.CommandLine;
using System.Linq;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>lr-find --model MODEL --data DIR [--unfreeze GLOB…] [-o FILE.png]</c>. Exit code 1 where no rate can be suggested.</summary>
internal static class LearningRateCommand
{
    public static Command Create(ToolConsole console)
    {
        var request = new RequestArguments();
        var from = NumberOption.Real("--from", "The lowest rate that is tried.", 1e-6, "above 0", static v => v > 0);
        var to = NumberOption.Real("--to", "The highest.", 10, "above 0", static v => v > 0);
        var steps = NumberOption.Count("--steps", "How many steps lie between them.", 100, least: 20);
        var output = new Option<string>("--output", "-o") { Description = "The plot.", HelpName = "file", DefaultValueFactory = static _ => "learning_rate.png" };
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("lr-find", "Tries learning rates from low to high and suggests one; nothing is trained for good.");
        request.All.Concat([from, to, steps, output, format]).ToList().ForEach(command.Options.Add);
        command.Validators.Add(request.RequireModelAndData);
        command.SetAction(result => LearningRateRun.Run(
            request.Read(result), result.GetValue(from), result.GetValue(to), result.GetValue(steps), result.GetValue(output)!, result.GetValue(format)!, console));
        return command;
    }
}
