using System.Linq;
using System.Text.Json;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Options as JSON: everything that the weights of a run depend on, and nothing else.</summary>
internal static class OptionsJson
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static string Write(FineTuneOptions options) => JsonSerializer.Serialize(
        new
        {
            Stages = options.Stages.Select(static s => new
            {
                s.Name,
                s.Epochs,
                s.LearningRate,
                Layers = s.Layers.Select(static l => l.Name),
                s.HeadLearningRate,
                s.DepthDecay,
                s.Optimizer,
                s.Schedule,
            }),
            options.BatchSize,
            options.AccumulateBatches,
            options.Seed,
            options.Optimizer,
            options.Schedule,
            options.MaxGradientNorm,
            options.LabelSmoothing,
            options.ClassWeights,
            options.Monitor,
            options.EarlyStopping,
            options.RestoreBestWeights,
            options.ValidateEverySteps,
        },
        _json);
}
