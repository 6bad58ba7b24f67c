// The project says that gamma and beta may train.
// editorconfig: hub_batch_norm_policy = affine
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load(new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Affine });
net.Bn1.Trainable = true;
net.GetLayerByPurpose().Trainable = true;

internal static class Purposes
{
    public static HubLayer GetLayerByPurpose(this Resnet50 net) => net.Block4.BnB;
}
