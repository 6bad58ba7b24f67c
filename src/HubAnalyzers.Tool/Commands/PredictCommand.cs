using System.CommandLine;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>predict --run DIR IMAGE… [--format table|json|csv]</c>, or <c>--model DIR</c> for a model that was exported with its head</summary>
internal static class PredictCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = new TrainedModelArguments();
        var images = new Argument<string[]>("image") { Description = "Image files.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "table, json or csv.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var command = new Command("predict", "Says what images show, by a model that 'train' made.") { images, format };
        model.AddTo(command);
        command.SetAction(result => PredictRun.Run(model.Read(result), result.GetValue(images)!, result.GetValue(format)!, console));
        return command;
    }
}
