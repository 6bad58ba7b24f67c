// The end of the file is missing.
// manifests: resnet_50, Broken/cut_off
// expect-in: Broken/cut_off.hubmodel.json HUB0090
using App.HubModels;

using var net = Resnet50.Load();
net.Conv1.Trainable = true;
