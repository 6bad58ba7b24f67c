using System.CommandLine;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>evaluate --run DIR --data DIR [--format table|json]</c></summary>
internal static class EvaluateCommand
{
    public static Command Create(ToolConsole console)
    {
        var run = PredictCommand.RunOption();
        var data = new Option<string>("--data") { Description = "The images to measure on: a folder with a folder for each class, or a .csv list.", Required = true };
        var device = RequestArguments.DeviceOption();
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("evaluate", "Measures a model that 'train' made: accuracy, each class, what was taken for what.") { run, data, device, format };
        command.SetAction(result => EvaluateRun.Run(result.GetValue(run)!, result.GetValue(data)!, result.GetValue(device)!, result.GetValue(format)!, console));
        return command;
    }
}
