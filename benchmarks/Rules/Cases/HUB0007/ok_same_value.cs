// Off and off again loses nothing.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Conv1.Trainable = false;
net.Trainable = false;
