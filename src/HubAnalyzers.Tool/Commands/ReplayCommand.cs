using System.CommandLine;
using System.IO;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>replay RECEIPT</c>: repeats a run. Exit code 1 where it comes out otherwise.</summary>
internal static class ReplayCommand
{
    public static Command Create(ToolConsole console)
    {
        var receipt = new Argument<string>("receipt") { Description = "The receipt.json of a run, or the run's folder." };
        var model = new Option<string?>("--model") { Description = "Where the run's model lies now; where it lay then if not given." };
        var data = new Option<string?>("--data") { Description = "Where the run's images lie now; where they lay then if not given." };
        var validation = new Option<string?>("--validation") { Description = "Where the images lie now that were measured on, if they were a set of their own." };
        var device = new Option<string?>("--device") { Description = "Another device; the run's own where not given.", HelpName = "device" };
        var threads = NumberOption.Count("--threads", "Another number of threads; the run's own where not given.");
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("replay", "Repeats a run and says whether it comes out the same.") { receipt, model, data, validation, device, threads, format };
        command.SetAction(result => ReplayRun.Run(
            result.GetValue(receipt)!,
            request => request with
            {
                Model = result.GetValue(model) ?? request.Model,
                Data = result.GetValue(data) ?? request.Data,
                Validation = result.GetValue(validation) is { } own ? Path.GetFullPath(own) : request.Validation,
                Device = result.GetValue(device) ?? request.Device,
                Threads = result.GetValue(threads) ?? request.Threads,
            },
            result.GetValue(format)!,
            console));
        return command;
    }
}
