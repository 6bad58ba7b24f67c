using System.Linq;
using System.Text.Json.Serialization;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>How image files become a model's input, where the model's bytes do not say or the user knows better.</summary>
/// <param name="Height">Rows; null is the model's.</param>
/// <param name="Width">Columns; null is the model's.</param>
/// <param name="Low">What black becomes; null is the usual.</param>
/// <param name="High">What white becomes; null is the usual.</param>
/// <param name="Fit">What is done with other proportions: crop, pad or stretch.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ImageInput(int? Height, int? Width, float? Low, float? High, string Fit)
{
    /// <summary>The same with nothing left open, so that a run's model is fed alike whatever is worked out of a model's bytes later.</summary>
    public ImageInput Settled(ImagePreprocessing own) => this with { Height = own.Height, Width = own.Width, Low = own.Low, High = own.High };

    /// <summary>The model's own input with what was asked for.</summary>
    /// <exception cref="WrongUsageException">The model takes images of any size, and none is given.</exception>
    public ImagePreprocessing For(HubModelInfo model)
    {
        if (Height is null && model.Interface.Inputs is [{ Shape: { Count: 4 } shape }, ..] && shape.Skip(1).Take(2).Any(static d => d < 0))
        {
            throw new WrongUsageException($"'{model.Name}' takes images of any size; say which with --image-size 224 or --image-size 192x256 (rows, columns).");
        }

        var own = ImagePreprocessing.For(model, Height, Width);
        return own with
        {
            Low = Low ?? own.Low,
            High = High ?? own.High,
            Fit = Fit switch
            {
                "pad" => ImageFit.Pad,
                "stretch" => ImageFit.Stretch,
                _ => ImageFit.Crop,
            },
        };
    }
}
