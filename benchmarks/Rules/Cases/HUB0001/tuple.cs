// The model comes out of a tuple.
using HubAnalyzers.Runtime;

var (model, classes) = Open();
Console.WriteLine(classes);
model.Trainable = true; // expect: HUB0001

static (HubModel Model, int Classes) Open() => (HubModel.Load("https://tfhub.dev/acme/plant_classifier/1"), 12);
