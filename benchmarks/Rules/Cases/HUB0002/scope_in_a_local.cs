// The block is kept in a local first.
using App.HubModels;

using var backbone = MobilenetV2.Load();
var block = backbone.ExpandedConv16;
block.Project.Trainable = true;
block.ProjectBn.Trainable = true; // expect: HUB0002
