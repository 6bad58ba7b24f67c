// Only the keys that must be there.
// manifests: Variants/required_only
// expect: none
using App.HubModels;

using var net = RequiredOnly.Load();
net.Conv.Trainable = true;
