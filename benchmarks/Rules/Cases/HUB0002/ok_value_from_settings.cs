// Whether it trains is a matter of settings.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Bn1.Trainable = Environment.GetEnvironmentVariable("TRAIN_NORMS") == "1";
