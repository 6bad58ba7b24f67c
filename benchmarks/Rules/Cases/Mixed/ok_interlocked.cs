// Another thread may have exchanged the field.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

public sealed class Service
{
    private HubModel _model = PlantClassifier.Load();

    public HubModel Exchange(HubModel next) => Interlocked.Exchange(ref _model, next);

    public void Open() => _model.Trainable = true;
}
