// The assignment behind a question mark is a request all the same.
using HubAnalyzers.Runtime;

internal sealed class Holder
{
    private readonly HubModel? _model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");

    public void On()
    {
        if (_model is { } model)
        {
            model.Trainable = true; // expect: HUB0001
        }
    }
}
