// The model is a field, the head a local.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Garden;

internal sealed class Trainer
{
    private readonly PlantClassifier _plants = PlantClassifier.Load();

    public int Features(int classes)
    {
        using var head = new ClassificationHead(_plants, classes); // expect: HUB0014
        return (int)head.Features;
    }
}
