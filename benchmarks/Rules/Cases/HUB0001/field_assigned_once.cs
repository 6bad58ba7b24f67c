// A readonly field that the constructor fills.
using HubAnalyzers.Runtime;

namespace Greenhouse;

public sealed class PlantService : IDisposable
{
    private readonly HubModel _model;

    public PlantService()
    {
        _model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
    }

    public void StartTraining() => _model.Trainable = true; // expect: HUB0001

    public void Dispose() => _model.Dispose();
}
