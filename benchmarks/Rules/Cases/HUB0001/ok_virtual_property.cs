// A derived class may return another model.
// expect: none
using HubAnalyzers.Runtime;

public class Experiment
{
    protected virtual HubModel Backbone => HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");

    public void Unfreeze() => Backbone.Trainable = true;
}
