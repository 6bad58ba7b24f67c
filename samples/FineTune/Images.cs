using System.Linq;
using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.FineTune;

/// <summary>Drawn images in the form that the trainer takes.</summary>
internal static class Images
{
    public static LabelledImages Draw(int perClass, ulong seed)
    {
        var set = ShapeSet.Draw(ShapeClasses.Unseen, perClass, seed);
        return new LabelledImages(
            set.Images, [.. set.Labels.Select(static l => checked((int)l))], ShapePainter.Size, ShapePainter.Size, ShapePainter.Channels);
    }
}
