using System.Collections.Generic;
using System.CommandLine;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Commands;

/// <summary>The options that say how image files become a model's input.</summary>
internal sealed class ImageArguments
{
    private readonly Option<string?> _size = new("--image-size") { Description = "Rows and columns, 224 or 192x256, for a model that takes any.", HelpName = "size" };
    private readonly Option<string?> _range = new("--range") { Description = "What black and white become, such as -1,1; where not given, what the model's call says, else 0,1.", HelpName = "low,high" };
    private readonly Option<string> _fit = RequestArguments.Word("--fit", "What is done with other proportions.", RequestWords.Fits);

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_size, _range, _fit];

    public ImageInput Read(ParseResult result)
    {
        var (height, width) = ImageValues.Size(result.GetValue(_size));
        var (low, high) = ImageValues.Range(result.GetValue(_range));
        return new ImageInput(height, width, low, high, result.GetValue(_fit)!);
    }
}
