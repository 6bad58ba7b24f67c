// The request stands between two yields.
using HubAnalyzers.Runtime;

namespace Greenhouse;

internal static class Stages
{
    public static IEnumerable<string> Run()
    {
        var model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
        yield return "loaded";
        model.Trainable = true; // expect: HUB0001
        yield return "training";
    }
}
