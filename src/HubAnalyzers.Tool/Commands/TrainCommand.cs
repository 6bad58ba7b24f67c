using System.CommandLine;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>train --model MODEL --data DIR [--unfreeze GLOB…] [-o DIR]</c></summary>
internal static class TrainCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = new Option<string>("--model") { Description = "The model: a folder, a manifest, or a handle whose model is on this machine.", Required = true };
        var data = new Option<string>("--data") { Description = "The images to learn from: a folder with a folder for each class, or a .csv list.", Required = true };
        var validation = new Option<string>("--validation") { Description = "The images to measure on: a folder or list, or the share of the data to hold out.", DefaultValueFactory = static _ => "0.2" };
        var unfreeze = new Option<string[]>("--unfreeze") { Description = "Layers that train after the head, as names with * and ?; several are allowed.", DefaultValueFactory = static _ => [], AllowMultipleArgumentsPerToken = true };
        var epochs = new Option<string?>("--epochs") { Description = "Epochs of each stage, head,layers; 10,5 where not given." };
        var rates = new Option<string?>("--lr") { Description = "Learning rate of each stage, head,layers; 0.001,0.0001 where not given." };
        var batch = new Option<int>("--batch-size") { Description = "Images per step.", DefaultValueFactory = static _ => 32 };
        var optimizer = new Option<string>("--optimizer") { Description = "adam, adamw or sgd.", DefaultValueFactory = static _ => "adam" };
        optimizer.AcceptOnlyFromAmong("adam", "adamw", "sgd");
        var schedule = new Option<string>("--schedule") { Description = "constant, cosine, one-cycle or polynomial.", DefaultValueFactory = static _ => "constant" };
        schedule.AcceptOnlyFromAmong("constant", "cosine", "one-cycle", "polynomial");
        var augment = new Option<bool>("--augment") { Description = "Mirror, crop and tint the images a little, anew in each epoch." };
        var seed = new Option<long>("--seed") { Description = "Decides the head's first weights, the split and the order of the images.", DefaultValueFactory = static _ => 1 };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would train and end there." };
        var folder = new Option<string?>("--output", "-o") { Description = "The folder that the result goes into; it must not be there yet.", HelpName = "folder" };
        var command = new Command("train", "Fine-tunes a model to new classes of images.") { model, data, validation, unfreeze, epochs, rates, batch, optimizer, schedule, augment, seed, dryRun, folder };
        command.SetAction(result => TrainRun.Run(
            new TrainRequest
            {
                Model = result.GetValue(model)!,
                Data = result.GetValue(data)!,
                Validation = result.GetValue(validation)!,
                Unfreeze = result.GetValue(unfreeze)!,
                Epochs = StageValues.Counts(result.GetValue(epochs), [10, 5]),
                LearningRates = StageValues.Rates(result.GetValue(rates), [1e-3, 1e-4]),
                BatchSize = result.GetValue(batch),
                Optimizer = result.GetValue(optimizer)!,
                Schedule = result.GetValue(schedule)!,
                Augment = result.GetValue(augment),
                Seed = result.GetValue(seed),
                DryRun = result.GetValue(dryRun),
                Output = result.GetValue(folder),
            },
            console));
        return command;
    }
}
