using System.Text;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What makes a checkpoint a run's own.</summary>
internal sealed record RunIdentity(string Model, string Head, string Options, string Training, string Validation)
{
    public static RunIdentity Of(RunContext context) => new(
        $"{context.Model.Facts.Digest}{(context.Model.Output is { } output ? " " + Words.Of(output) : "")} {context.Model.Numerics}",
        context.Head.Describe(),
        Sha256Digest.Of(Encoding.UTF8.GetBytes(OptionsJson.OfWeights(context.Options).GetRawText())),
        Of(context.Training),
        Of(context.Validation));

    /// <summary>What differs from another's, in words; null where nothing does.</summary>
    public string? DifferenceFrom(RunIdentity other) =>
        Model != other.Model ? "it belongs to another model, or to one that was loaded with other options"
        : Head != other.Head ? "it belongs to another head"
        : Options != other.Options ? "it belongs to other options"
        : Training != other.Training ? "it belongs to other training examples"
        : Validation != other.Validation ? "it belongs to other validation examples"
        : null;

    private static string Of(Examples examples) => $"{examples.Digest} {examples.Preprocessing} {examples.Augmentation}";
}
