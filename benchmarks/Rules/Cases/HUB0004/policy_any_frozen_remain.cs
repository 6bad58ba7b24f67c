// Batch norm may train here; the withheld layers may not.
// editorconfig: hub_batch_norm_policy = any
using App.HubModels;

using var net = MobilenetV2.Load();
net.Trainable = true; // expect: HUB0004
