using System.CommandLine;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>evaluate --run DIR --data DIR [--part all|training|validation] [--format table|json]</c>, or <c>--model DIR</c> for a model that was exported with its head</summary>
internal static class EvaluateCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = new TrainedModelArguments();
        var data = new Option<string>("--data") { Description = "The images to measure on: a folder with a folder for each class, or a .csv list.", Required = true };
        var part = new Option<string>("--part") { Description = "Of the images that the run had: all, those it was trained on (training), or those it was not (validation).", DefaultValueFactory = static _ => EvaluateParts.All };
        part.AcceptOnlyFromAmong(EvaluateParts.All, EvaluateParts.Training, EvaluateParts.Validation);
        var maxBroken = NumberOption.OptionalCount("--max-broken", "Images that may be unreadable and left out; as many as in the run where not given.", least: 0);
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("evaluate", "Measures a model that 'train' made: accuracy, each class, what was taken for what.") { data, part, maxBroken, format };
        model.AddTo(command);
        command.Validators.Add(result =>
        {
            if (RequestArguments.IsGiven(result, part) && !RequestArguments.IsGiven(result, model.Run))
            {
                result.AddError("--part is for --run: only a run knows which images it was trained on.");
            }
        });
        command.SetAction(result => EvaluateRun.Run(model.Read(result), result.GetValue(model.Run), result.GetValue(data)!, result.GetValue(part)!, result.GetValue(maxBroken), result.GetValue(format)!, console));
        return command;
    }
}
