// The manifest decides, in a lambda.
// expect: none
using App.HubModels;
using HubAnalyzers;

using var net = MobilenetV2.Load();
net.Layers.Where(l => l.Trainability == Trainability.Trainable).ToList().ForEach(l => l.Trainable = true);
