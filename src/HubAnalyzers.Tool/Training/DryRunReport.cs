using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>A run before it runs: of each stage what trains, what it takes, and how it is computed.</summary>
internal static class DryRunReport
{
    public static void Write(TrainSession session, TrainingEstimate estimate, TextReport report)
    {
        TrainPlan.Subject(session, report);
        foreach (var (stage, cost) in session.Options.Stages.Zip(estimate.Stages))
        {
            report.Line("");
            report.Fact("stage", $"{stage.Name}: {TrainPlan.Course(stage, cost)}");
            report.Fact("trains", string.Create(CultureInfo.InvariantCulture, $"{cost.TrainedParameters:N0} parameters, of the head{stage.Layers.Count switch { 0 => "", 1 => " and a layer", var n => $" and {n} layers" }}"));
            TrainPlan.Layers(stage, report);
            report.Fact("memory", $"{Sizes.Of(cost.GradientBytes)} of gradients, {Sizes.Of(cost.OptimizerBytes)} of the optimizer, {Sizes.Of(cost.ActivationBytes)} of activations; {cost.PeakInWords} in all");
            if (cost.Unknown.Count > 0)
            {
                report.Fact("", $"too low, for the sizes of {string.Join(", ", cost.Unknown)} are not known", Tone.Caution);
            }

            report.Fact("time", string.Concat(
                cost.SecondsBefore is > 0 and var before ? $"{TrainingEstimate.Time(before)} for the features once, " : "",
                $"{TrainingEstimate.Time(cost.SecondsPerEpoch!.Value)} an epoch, {TrainingEstimate.Time(Seconds(stage, cost))} in all"));
            foreach (var decision in Decisions(cost))
            {
                report.Paragraph("  ", decision);
            }
        }

        report.Line("");
        report.Fact("in all", $"{estimate.PeakInWords} more than a process has that loaded the model, and about {TrainingEstimate.Time(estimate.Seconds!.Value)}, as some steps of each stage took on this machine now");
    }

    public static void Write(TrainSession session, TrainingEstimate estimate, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("model");
        json.WriteString("name", session.Model.Facts.Name);
        json.WriteString("digest", session.Model.Facts.Digest);
        json.WriteEndObject();
        json.WriteStartObject("data");
        json.WriteNumber("training", session.Data.Training.Count);
        json.WriteNumber("validation", session.Data.Validation.Count);
        json.WriteEndObject();
        json.WriteString("head", session.Kind);
        json.WriteString("headOn", session.Request.HeadOn);
        Strings(json, "names", session.Names);
        json.WriteStartArray("stages");
        foreach (var (stage, cost) in session.Options.Stages.Zip(estimate.Stages))
        {
            Write(stage, cost, json);
        }

        json.WriteEndArray();
        json.WriteNumber("weightBytes", estimate.WeightBytes);
        json.WriteNumber("peakBytes", estimate.PeakBytes);
        json.WriteNumber("seconds", estimate.Seconds!.Value);
        json.WriteEndObject();
    }

    private static void Write(FineTuneStage stage, StageEstimate cost, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", stage.Name);
        json.WriteNumber("epochs", stage.Epochs);
        json.WriteNumber("stepsPerEpoch", cost.Steps);
        json.WriteNumber("learningRate", stage.LearningRate);
        json.WriteStartArray("layers");
        foreach (var layer in stage.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteNumber("parameters", layer.Facts.Parameters);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("parameters", cost.TrainedParameters);
        json.WriteNumber("gradientBytes", cost.GradientBytes);
        json.WriteNumber("optimizerBytes", cost.OptimizerBytes);
        json.WriteNumber("activationBytes", cost.ActivationBytes);
        json.WriteNumber("stepBytes", cost.StepBytes);
        json.WriteNumber("frozenBytes", cost.FrozenBytes);
        json.WriteNumber("featureBytes", cost.FeatureBytes);
        json.WriteNumber("batchBytes", cost.BatchBytes);
        json.WriteNumber("peakBytes", cost.PeakBytes);
        Strings(json, "unknownSizes", cost.Unknown);
        json.WriteNumber("flopsPerStep", cost.FlopsPerStep);
        json.WriteNumber("secondsBefore", cost.SecondsBefore!.Value);
        json.WriteNumber("secondsPerEpoch", cost.SecondsPerEpoch!.Value);
        json.WriteNumber("seconds", Seconds(stage, cost));
        Strings(json, "decisions", Decisions(cost));
        json.WriteEndObject();
    }

    private static double Seconds(FineTuneStage stage, StageEstimate cost) => cost.SecondsBefore!.Value + (stage.Epochs * cost.SecondsPerEpoch!.Value);

    /// <summary>What the library calls by its members a reader of a command line knows as options.</summary>
    private static IEnumerable<string> Decisions(StageEstimate cost) => cost.Decisions.Select(static d => d.Replace("no Directory is given", "no --feature-cache is given", StringComparison.Ordinal));

    private static void Strings(Utf8JsonWriter json, string key, IEnumerable<string> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
