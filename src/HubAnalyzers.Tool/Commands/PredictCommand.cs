using System.CommandLine;
using System.Linq;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>predict --run DIR IMAGE… [--format table|json|csv]</c>, or <c>--model DIR</c> for a model that was exported with its head</summary>
internal static class PredictCommand
{
    public static Command Create(ToolConsole console)
    {
        var run = RunOption();
        run.Required = false;
        var model = new Option<string?>("--model") { Description = "Instead of a run: a SavedModel that 'export' or the library wrote with its head.", HelpName = "folder" };
        var input = new ImageArguments();
        var images = new Argument<string[]>("image") { Description = "Image files.", Arity = ArgumentArity.OneOrMore };
        var device = RequestArguments.DeviceOption();
        var format = new Option<string>("--format") { Description = "table, json or csv.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var command = new Command("predict", "Says what images show, by a model that 'train' made.") { run, model, images, device, format };
        input.All.ToList().ForEach(command.Options.Add);
        command.Validators.Add(result =>
        {
            if (RequestArguments.IsGiven(result, run) == RequestArguments.IsGiven(result, model))
            {
                result.AddError("Give the folder of a run with --run, or an exported model with --model.");
            }
            else if (RequestArguments.IsGiven(result, run) && input.All.FirstOrDefault(o => RequestArguments.IsGiven(result, o)) is { } option)
            {
                result.AddError($"--run knows how its images were read; leave out {option.Name}.");
            }
        });
        command.SetAction(result => PredictRun.Run(
            () => result.GetValue(model) is { } exported
                ? FineTunedModel.OfExport(exported, input.Read(result), result.GetValue(device)!)
                : FineTunedModel.OfRun(result.GetValue(run)!, result.GetValue(device)!),
            result.GetValue(images)!,
            result.GetValue(format)!,
            console));
        return command;
    }

    public static Option<string> RunOption() => new("--run") { Description = "The folder that 'train -o' wrote.", Required = true, HelpName = "folder" };
}
