// An extension method of the same project writes its parameter.
using HubAnalyzers.Runtime;

namespace Greenhouse;

internal static class ModelExtensions
{
    public static HubModel WithTraining(this HubModel model, bool on = true)
    {
        model.Trainable = on;
        return model;
    }
}

internal static class Start
{
    public static void Main()
    {
        var model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
        model.WithTraining(); // expect: HUB0001
        model.WithTraining(on: false);
    }
}
