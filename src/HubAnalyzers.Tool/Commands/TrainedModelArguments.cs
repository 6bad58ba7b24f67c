using System;
using System.CommandLine;
using System.Linq;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary>The options that say which trained model is meant: <c>--run</c>, or <c>--model</c> for one that was exported with its head.</summary>
internal sealed class TrainedModelArguments
{
    private readonly Option<string?> _model = new("--model") { Description = "Instead of a run: a SavedModel that 'export' or the library wrote with its head.", HelpName = "folder" };
    private readonly ImageArguments _images = new();
    private readonly Option<string> _device = RequestArguments.DeviceOption();

    public Option<string> Run { get; } = RunOption(isRequired: false);

    public static Option<string> RunOption(bool isRequired = true) => new("--run") { Description = "The folder that 'train -o' wrote.", Required = isRequired, HelpName = "folder" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Run);
        command.Options.Add(_model);
        command.Options.Add(_device);
        _images.All.ToList().ForEach(command.Options.Add);
        command.Validators.Add(result =>
        {
            if (RequestArguments.IsGiven(result, Run) == RequestArguments.IsGiven(result, _model))
            {
                result.AddError("Give the folder of a run with --run, or an exported model with --model.");
            }
            else if (RequestArguments.IsGiven(result, Run) && _images.All.FirstOrDefault(o => RequestArguments.IsGiven(result, o)) is { } option)
            {
                result.AddError($"--run knows how its images were read; leave out {option.Name}.");
            }
        });
    }

    /// <summary>What loads the model.</summary>
    public Func<FineTunedModel> Read(ParseResult result) => () => result.GetValue(_model) is { } exported
        ? FineTunedModel.OfExport(exported, _images.Read(result), result.GetValue(_device)!)
        : FineTunedModel.OfRun(result.GetValue(Run)!, result.GetValue(_device)!);
}
