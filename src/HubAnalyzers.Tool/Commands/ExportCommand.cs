using System.CommandLine;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>export --run DIR -o PATH [--overwrite]</c></summary>
internal static class ExportCommand
{
    public static Command Create(ToolConsole console)
    {
        var run = TrainedModelArguments.RunOption();
        var output = new Option<string>("--output", "-o") { Description = "NAME.onnx for ONNX; anything else is the folder of a SavedModel.", Required = true, HelpName = "path" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an older export that is there." };
        var command = new Command("export", "Writes a run's model with its head as one SavedModel, or as ONNX.") { run, output, overwrite };
        command.SetAction(result => ExportRun.Run(result.GetValue(run)!, result.GetValue(output)!, result.GetValue(overwrite), console));
        return command;
    }
}
