// A layer by its name, kept in a local.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/acme/shelf_detector/2");
var head = model.GetLayer("detector/box_head/conv");
Console.WriteLine(head.Kind);
head.Trainable = true; // expect: HUB0001
