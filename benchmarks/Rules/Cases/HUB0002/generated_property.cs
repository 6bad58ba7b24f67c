// The batch norm of the last block, by its property.
using App.HubModels;

using var backbone = MobilenetV2.Load();
backbone.ExpandedConv16.Expand.Trainable = true;
backbone.ExpandedConv16.ExpandBn.Trainable = true; // expect: HUB0002
