using System.Globalization;

namespace HubAnalyzers;

/// <summary>
/// The rules' ids, titles and sentences: the one source of text for the analyzers (which compile this file in), for
/// <c>HubTrainabilityException</c> and for <c>dotnet hub explain</c>. A file for each family of rules holds its words; the parts of a
/// sentence that depend on how many or which are made by <see cref="Phrases"/>.
/// </summary>
internal static partial class Rulebook
{
    public const string FrozenModel = "HUB0001";
    public const string BatchNorm = "HUB0002";
    public const string NotAWeight = "HUB0003";
    public const string BulkWrite = "HUB0004";
    public const string FrozenLayer = "HUB0005";
    public const string UnknownLayer = "HUB0006";
    public const string DiscardedChoice = "HUB0007";
    public const string UntrainedHead = "HUB0008";
    public const string LearningRate = "HUB0009";
    public const string UnknownModel = "HUB0010";
    public const string UnpinnedHandle = "HUB0011";
    public const string OtherArtefact = "HUB0012";
    public const string InputMismatch = "HUB0013";
    public const string HeadOnProbabilities = "HUB0014";
    public const string UnsupportedByTensorFlowNet = "HUB0015";
    public const string MissingGradient = "HUB0016";
    public const string BatchNormOfFrozenModel = "HUB0017";
    public const string TypedAccessor = "HUB0018";
    public const string UnreadableManifest = "HUB0090";
    public const string ManifestDrift = "HUB0091";
    public const string DuplicateManifest = "HUB0092";
    public const string NewerSchema = "HUB0093";

    /// <summary>The title of a rule; null for any other id.</summary>
    public static string? TitleOf(string id) => id switch
    {
        FrozenModel => FrozenModelTitle,
        BatchNorm => BatchNormTitle,
        NotAWeight => NotAWeightTitle,
        BulkWrite => BulkWriteTitle,
        FrozenLayer => FrozenLayerTitle,
        UnknownLayer => UnknownLayerTitle,
        DiscardedChoice => DiscardedChoiceTitle,
        UntrainedHead => UntrainedHeadTitle,
        LearningRate => LearningRateTitle,
        UnknownModel => UnknownModelTitle,
        UnpinnedHandle => UnpinnedHandleTitle,
        OtherArtefact => OtherArtefactTitle,
        InputMismatch => InputMismatchTitle,
        HeadOnProbabilities => HeadOnProbabilitiesTitle,
        UnsupportedByTensorFlowNet => UnsupportedByTensorFlowNetTitle,
        MissingGradient => MissingGradientTitle,
        BatchNormOfFrozenModel => BatchNormOfFrozenModelTitle,
        TypedAccessor => TypedAccessorTitle,
        UnreadableManifest => UnreadableManifestTitle,
        ManifestDrift => ManifestDriftTitle,
        DuplicateManifest => DuplicateManifestTitle,
        NewerSchema => NewerSchemaTitle,
        _ => null,
    };

    /// <summary>The page of a rule in the repository.</summary>
    public static string HelpLink(string id) => "https://github.com/HubAnalyzers/HubAnalyzers/blob/main/docs/rules/" + id + ".md";

    /// <summary>A message with its arguments, independent of culture.</summary>
    public static string Say(string message, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, message, arguments);
}
