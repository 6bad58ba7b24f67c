using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Features;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>The features of one set of images in one stage, as a training will ask for them.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Examples">The images.</param>
/// <param name="Stage">What trains, beside the head.</param>
/// <param name="IsTraining">The mode of the call.</param>
internal sealed record FeatureSet(string Name, Examples Examples, FineTuneStage Stage, bool IsTraining)
{
    /// <summary>All sets of a request; those of two stages may be one.</summary>
    public static IEnumerable<FeatureSet> Of(TrainSession session) => session.Options.Stages.SelectMany(stage => new[]
    {
        new FeatureSet($"{stage.Name}, training", session.Training, stage, IsTraining: stage.Layers.Count > 0),
        new FeatureSet($"{stage.Name}, validation", session.Data.Validation, stage, IsTraining: false),
    });

    /// <summary>Switches the model's layers as the stage will have them, and says why the features cannot be kept; null where they can.</summary>
    public string? Prepare(HubModel model)
    {
        StageWeights.Switch(model, Stage);
        return Examples.VariesByEpoch ? "the images are varied anew in each epoch" : FeatureRule.Obstacle(model.Planned(IsTraining));
    }
}
