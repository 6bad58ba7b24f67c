// A model out of a collection is not followed.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

var waiting = new Queue<HubModel>();
waiting.Enqueue(PlantClassifier.Load());
waiting.Enqueue(NnlmEn.Load());
while (waiting.TryDequeue(out var model))
{
    model.Trainable = true;
}
