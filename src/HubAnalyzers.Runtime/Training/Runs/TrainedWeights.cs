using System.Collections.Generic;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>The weights that a run moves: the head's, and those of layers of its stages.</summary>
internal static class TrainedWeights
{
    /// <summary>What the optimizer of a stage moves. The stage's layers have been made trainable.</summary>
    public static IReadOnlyList<TrainedParameter> OfStage(Head head, FineTuneStage stage)
    {
        var headFactor = (stage.HeadLearningRate ?? stage.LearningRate) / stage.LearningRate;
        var parameters = head.Parameters().Select(p => new TrainedParameter(p.Name, p.Value, headFactor, Decays: p.Value.dim() > 1)).ToList();
        foreach (var layer in stage.Layers.Distinct())
        {
            var factor = stage.RateFactorOf(layer);
            parameters.AddRange(layer.Variables.Where(static v => v.Trainable).Select(v => new TrainedParameter(v.Name, v.Own, factor, Decays(v.Facts))));
        }

        return parameters;
    }

    /// <summary>Everything of the head that training changes, and the variables of these names.</summary>
    public static IEnumerable<(string Name, torch.Tensor Value)> All(HubModel model, Head head, IReadOnlySet<string> variables) =>
        head.State().Concat(model.Variables.Where(v => variables.Contains(v.Name)).Select(static v => (v.Name, v.Own)));

    /// <summary>Puts values over all of these.</summary>
    public static void Set(HubModel model, Head head, IReadOnlySet<string> variables, System.Func<string, torch.Tensor> value)
    {
        using var noGrad = torch.no_grad();
        foreach (var (name, own) in head.State())
        {
            own.copy_(value(name));
        }

        foreach (var variable in model.Variables.Where(v => variables.Contains(v.Name)))
        {
            variable.SetOwn(value(variable.Name));
        }
    }

    private static bool Decays(HubVariableInfo variable) =>
        variable.Role is not (VariableRole.Bias or VariableRole.Gamma or VariableRole.Beta or VariableRole.MovingMean or VariableRole.MovingVariance) && variable.Shape.Count > 1;
}
