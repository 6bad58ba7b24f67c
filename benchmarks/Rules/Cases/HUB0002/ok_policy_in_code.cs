// The load says that gamma and beta are meant to train.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Affine });
net.Bn1.Trainable = true;
