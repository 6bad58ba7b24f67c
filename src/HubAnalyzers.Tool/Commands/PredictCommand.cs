using System.CommandLine;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>predict --run DIR IMAGE… [--format table|json|csv]</c></summary>
internal static class PredictCommand
{
    public static Command Create(ToolConsole console)
    {
        var run = RunOption();
        var images = new Argument<string[]>("image") { Description = "Image files.", Arity = ArgumentArity.OneOrMore };
        var device = RequestArguments.DeviceOption();
        var format = new Option<string>("--format") { Description = "table, json or csv.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var command = new Command("predict", "Says what images show, by a model that 'train' made.") { run, images, device, format };
        command.SetAction(result => PredictRun.Run(result.GetValue(run)!, result.GetValue(images)!, result.GetValue(device)!, result.GetValue(format)!, console));
        return command;
    }

    public static Option<string> RunOption() => new("--run") { Description = "The folder that 'train -o' wrote.", Required = true, HelpName = "folder" };
}
