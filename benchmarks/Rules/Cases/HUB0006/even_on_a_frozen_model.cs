// A frozen model has no such layer either.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/acme/shelf_detector/2");
Console.WriteLine(model.GetLayer("detector/head").Kind); // expect: HUB0006
