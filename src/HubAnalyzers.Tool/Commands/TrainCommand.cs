using System.CommandLine;
using System.Linq;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>train --model MODEL --data DIR [--unfreeze GLOB…] [-o DIR]</c>, the same with <c>--dry-run [--format table|json]</c>, or <c>train --resume DIR</c></summary>
internal static class TrainCommand
{
    public static Command Create(ToolConsole console)
    {
        var request = new RequestArguments();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would train, how it is computed and what it takes, and end there; some steps are timed." };
        var format = new Option<string>("--format") { Description = "Of --dry-run: table or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var folder = new Option<string?>("--output", "-o") { Description = "The folder of the run; NAME_finetuned where not given.", HelpName = "folder" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the run that the folder holds." };
        var resume = new Option<string?>("--resume") { Description = "Go on with the run in this folder, which was stopped or killed. It knows its options.", HelpName = "folder" };
        var every = NumberOption.Count("--checkpoint-every", "Steps between checkpoints, besides those after epochs.");
        var cache = new Option<string?>("--feature-cache") { Description = "A folder that keeps what the frozen part gives, for later runs too.", HelpName = "folder" };
        var command = new Command("train", "Fine-tunes a model to new images.");
        request.All.Concat([folder, overwrite, resume, every, cache, dryRun, format]).ToList().ForEach(command.Options.Add);
        command.Validators.Add(result =>
        {
            if (!RequestArguments.IsGiven(result, resume))
            {
                request.RequireModelAndData(result);
            }
            else if (request.All.Except([request.Device, request.Threads]).Concat([folder, overwrite, dryRun, format]).FirstOrDefault(o => RequestArguments.IsGiven(result, o)) is { } other)
            {
                result.AddError($"--resume takes everything from the run's folder; leave out {other.Name}.");
            }

            if (RequestArguments.IsGiven(result, format) && !result.GetValue(dryRun))
            {
                result.AddError("--format is for --dry-run.");
            }
        });
        command.SetAction(result =>
        {
            var upkeep = new RunUpkeep(result.GetValue(every), result.GetValue(cache));
            return result.GetValue(resume) is { } run
                ? TrainRun.Resume(
                    run,
                    RequestArguments.IsGiven(result.CommandResult, request.Device) ? result.GetValue(request.Device) : null,
                    result.GetValue(request.Threads),
                    upkeep,
                    console)
                : result.GetValue(dryRun) ? DryRun.Run(request.Read(result), upkeep, result.GetValue(format)!, console)
                : TrainRun.Begin(request.Read(result), result.GetValue(folder), result.GetValue(overwrite), upkeep, console);
        });
        return command;
    }
}
