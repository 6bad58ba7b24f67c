using System.IO;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Cases.HubModels;

namespace HubAnalyzers.Samples.Cases;

/// <summary>
/// Case 1: a classifier that was published frozen is asked to train. In TensorFlow nothing is raised and nothing moves. Here the
/// compiler says why not where it is written, and the program refuses with the same rule and reason.
/// </summary>
internal static class FrozenClassifier
{
    public static void Run(TextWriter output)
    {
        using var model = ShapesMobilenet.Load();
        try
        {
            // Without the pragma the build says: warning HUB0005, with the words that the exception has.
#pragma warning disable HUB0005
            model.Logits.Trainable = true;
#pragma warning restore HUB0005
        }
        catch (HubTrainabilityException refusal)
        {
            output.WriteLine($"Refused: {refusal.RuleId}, reason {refusal.ReasonCode}");
            output.WriteLine(refusal.Message);
        }

        output.WriteLine($"It trains: {model.Logits.Trainable}.");
    }
}
