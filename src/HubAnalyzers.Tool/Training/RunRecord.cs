using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary><c>run.json</c>: what a run was asked for and what came of it.</summary>
internal static class RunRecord
{
    public static string Of(TrainRequest request, HubModel model, ExampleSplit data, IReadOnlyList<string> labels, FineTuneOptions options, FineTuneResult? result) => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model.Facts.Handle);
        json.WriteString("modelDigest", model.Facts.Digest);
        json.WriteString("trainingDigest", data.Training.Digest);
        json.WriteString("validationDigest", data.Validation.Digest);
        json.WriteString("preprocessing", data.Training.Preprocessing);
        Names(json, "labels", labels);
        json.WriteNumber("seed", request.Seed);
        json.WriteNumber("batchSize", options.BatchSize);
        json.WriteString("optimizer", request.Optimizer);
        json.WriteString("schedule", request.Schedule);
        json.WriteBoolean("augment", request.Augment);
        json.WriteStartArray("stages");
        foreach (var stage in options.Stages)
        {
            json.WriteStartObject();
            json.WriteString("name", stage.Name);
            json.WriteNumber("epochs", stage.Epochs);
            json.WriteNumber("learningRate", stage.LearningRate);
            Names(json, "layers", stage.Layers.Select(static l => l.Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("finished", result is not null);
        if (result is not null)
        {
            json.WriteNumber("accuracyBefore", result.AccuracyBefore);
            json.WriteNumber("accuracyAfter", result.AccuracyAfter);
            json.WriteStartArray("epochs");
            foreach (var epoch in result.History)
            {
                json.WriteStartObject();
                json.WriteString("stage", epoch.Stage);
                json.WriteNumber("epoch", epoch.Epoch);
                json.WriteNumber("loss", epoch.Loss);
                json.WriteNumber("validationAccuracy", epoch.ValidationAccuracy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Names(json, "changedVariables", result.ProofOfFreeze.Changed);
            json.WriteNumber("unchangedVariables", result.ProofOfFreeze.Unchanged.Count);
        }

        json.WriteEndObject();
    });

    private static void Names(Utf8JsonWriter json, string key, IEnumerable<string> names)
    {
        json.WriteStartArray(key);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
