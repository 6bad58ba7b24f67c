using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Training;

/// <summary>Finds and loads the model that <c>--model</c> names.</summary>
internal static class ModelToTrain
{
    /// <summary>The model, and what the head stands on where that was left open.</summary>
    public static (HubModel Model, string HeadOn) Load(TrainRequest request)
    {
        var headOn = request.HeadOn;
        return (Load(request, model => HeadPlace.KindOf(headOn = HeadPlace.On(model, request.HeadOn))), headOn);
    }

    private static HubModel Load(TrainRequest request, Func<HubModelInfo, OutputKind?> output)
    {
        var options = new HubLoadOptions
        {
            Device = DeviceOf(request.Device),
            ChooseOutput = output,
            Threads = request.Threads,
            Precision = request.Precision == "bfloat16" ? HubPrecision.BFloat16 : HubPrecision.Float32,
            BatchNormPolicy = request.BatchNorm switch
            {
                "affine" => BatchNormPolicy.Affine,
                "any" => BatchNormPolicy.Any,
                _ => BatchNormPolicy.Frozen,
            },
        };
        var source = request.Model;
        if (!source.EndsWith(ManifestFile.Extension, StringComparison.OrdinalIgnoreCase))
        {
            return HubModel.Load(source, options);
        }

        var expected = ManifestFile.Read(source);
        var model = HubModel.Load(expected.Handle, options with { SearchPaths = [Path.GetDirectoryName(Path.GetFullPath(source))!] });
        if (model.Facts.Digest != expected.Digest)
        {
            model.Dispose();
            throw new HubModelFormatException(source, $"the model on this machine has {model.Facts.Digest}, the manifest says {expected.Digest}", "run 'dotnet hub add' again, or fetch the model that the manifest describes");
        }

        return model;
    }

    public static HubDevice DeviceOf(string text)
    {
        try
        {
            return HubDevice.Parse(text);
        }
        catch (FormatException e)
        {
            throw new WrongUsageException($"--device: {e.Message}");
        }
    }

    /// <summary>Refuses on the facts alone what a model as a whole cannot do: one in an old format does not even load to train.</summary>
    public static void RequireSomethingTrains(string source, IReadOnlyList<string> globs, ToolConsole console)
    {
        if (globs.Count > 0 && Commands.ModelArgument.Read(source, console) is { Verdict: TrainabilityVerdict.None } facts)
        {
            throw new RefusedException($"{Rulebook.FrozenModel}: {Rulebook.Say(Rulebook.FrozenModelMessage, facts.Name, Phrases.Layer(globs.First()), facts.Why, facts.Reason)}");
        }
    }
}
