using HubAnalyzers.Samples.Shapes;
using TorchSharp;

namespace HubAnalyzers.Samples.Pretrain.Training;

/// <summary>Drawn images as tensors.</summary>
internal static class ImageTensors
{
    public static torch.Tensor Images(ShapeSet set) =>
        torch.tensor(set.Images, [set.Count, ShapePainter.Size, ShapePainter.Size, ShapePainter.Channels]);

    public static torch.Tensor Labels(ShapeSet set) => torch.tensor(set.Labels);
}
