// What the two writes say is the user's.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Conv1.Trainable = args.Contains("--stem");
net.Trainable = args.Contains("--all");
