// The field is settable from two places, one of them unknown.
// expect: none
using HubAnalyzers.Runtime;

namespace Greenhouse;

public sealed class PlantService
{
    private HubModel _model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");

    public void Use(HubModel other) => _model = other;

    public void StartTraining() => _model.Trainable = true;
}
