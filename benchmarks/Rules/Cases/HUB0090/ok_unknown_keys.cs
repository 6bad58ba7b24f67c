// Keys that this version does not know are for later ones.
// manifests: Variants/unknown_keys
// expect: none
using App.HubModels;

using var net = UnknownKeys.Load();
net.Conv.Trainable = true;
