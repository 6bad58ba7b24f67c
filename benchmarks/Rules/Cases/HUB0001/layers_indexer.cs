// A layer by the indexer of the collection.
using HubAnalyzers.Runtime;

var layers = HubModel.Load("https://tfhub.dev/acme/shelf_detector/2").Layers;
layers["detector/backbone/conv1"].Trainable = true; // expect: HUB0001
