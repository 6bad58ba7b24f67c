using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>Trains what the command line asks for and writes the run's folder.</summary>
internal static class TrainRun
{
    public static int Run(TrainRequest request, ToolConsole console)
    {
        ModelToTrain.RequireSomethingTrains(request.Model, request.Unfreeze, console);
        return Guard.Run(() => Train(request, console));
    }

    private static int Train(TrainRequest request, ToolConsole console)
    {
        using var model = ModelToTrain.Load(request.Model);
        var folder = request.Output ?? model.Facts.Name + "_finetuned";
        RunFolder.RequireFree(folder);
        var layers = LayerGlobs.Choose(model, request.Unfreeze);
        var data = ImageSets.Split(request, ImagePreprocessing.For(model.Facts));
        var labels = ImageSets.ClassesOf(data.Training, request.Data).Names;
        var options = OptionsOf(request, layers);
        using var head = new ClassificationHead(model, labels.Count, request.Seed);
        TrainPlan.Of(model, head, options, data, labels, TextReport.For(console)).WriteTo(console);
        if (request.DryRun)
        {
            return ExitCodes.Done;
        }

        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            // The first Ctrl+C ends the run after its step; a second one ends the process.
            e.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            var training = request.Augment ? data.Training.Augment(ImageAugmentation.Default) : data.Training;
            var result = TrainingProgress.Show(console, options, progress => new FineTuner(model, head).Train(training, data.Validation, options, progress, stop.Token));
            RunFolder.Write(folder, model, head, labels, RunRecord.Of(request, model, data, labels, options, result));
            Report(folder, result, console);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException)
        {
            // What was learnt so far is whole: a run ends between two steps.
            var stopped = folder + ".stopped";
            RunFolder.RequireFree(stopped);
            RunFolder.Write(stopped, model, head, labels, RunRecord.Of(request, model, data, labels, options, result: null));
            console.Error.WriteLine($"stopped; what was learnt so far is in {stopped}");
            return ExitCodes.AnswerIsNo;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static FineTuneOptions OptionsOf(TrainRequest request, IReadOnlyList<HubLayer> layers)
    {
        var head = new FineTuneStage("head", request.Epochs[0], request.LearningRates[0]);
        return new FineTuneOptions
        {
            Stages = layers.Count == 0 ? [head] : [head, new FineTuneStage("layers", request.Epochs[1], request.LearningRates[1]) { Layers = layers }],
            BatchSize = request.BatchSize,
            Seed = unchecked((ulong)request.Seed),
            Optimizer = request.Optimizer switch
            {
                "adamw" => new AdamWOptions(),
                "sgd" => new SgdOptions(),
                _ => new AdamOptions(),
            },
            Schedule = request.Schedule switch
            {
                "cosine" => new CosineSchedule(),
                "one-cycle" => new OneCycleSchedule(),
                "polynomial" => new PolynomialSchedule(),
                _ => new ConstantSchedule(),
            },
        };
    }

    private static void Report(string folder, FineTuneResult result, ToolConsole console)
    {
        var report = TextReport.For(console);
        report.Fact("before", Percent(result.AccuracyBefore) + " of the validation images right");
        foreach (var stage in result.History.GroupBy(static e => e.Stage))
        {
            report.Fact(stage.Key, Percent(stage.Last().ValidationAccuracy));
        }

        var proof = result.ProofOfFreeze;
        report.Fact("weights", $"{proof.Changed.Count} variables changed, {proof.Unchanged.Count} unchanged to the byte");
        foreach (var warning in result.Warnings)
        {
            report.Fact("note", warning, Tone.Caution);
        }

        report.Fact("folder", folder);
        report.WriteTo(console);
    }

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
