// The classifier classifies.
// expect: none
using App.HubModels;
using TorchSharp;

using var model = MobilenetV3Classification.Load();
using var probabilities = model.Call(torch.zeros(1, 224, 224, 3));
Console.WriteLine(probabilities.argmax());
