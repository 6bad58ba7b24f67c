// The engine has these gradients.
// expect: none
using App.HubModels;

using var net = MobilenetV2.Load();
net.Stem.Trainable = true;
using var text = NnlmEn.Load();
text.Trainable = true;
