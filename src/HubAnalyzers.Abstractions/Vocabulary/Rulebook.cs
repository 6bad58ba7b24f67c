using System.Globalization;

namespace HubAnalyzers;

/// <summary>
/// The rules' ids, titles and sentences: the one source of text for the analyzers (which compile this file in),
/// for <c>HubTrainabilityException</c> and for <c>dotnet hub explain</c>.
/// </summary>
internal static class Rulebook
{
    public const string FrozenModel = "HUB0001";
    public const string BatchNorm = "HUB0002";
    public const string NotAWeight = "HUB0003";
    public const string BulkWrite = "HUB0004";
    public const string FrozenLayer = "HUB0005";
    public const string UnreadableManifest = "HUB0090";
    public const string ManifestDrift = "HUB0091";
    public const string DuplicateManifest = "HUB0092";
    public const string NewerSchema = "HUB0093";

    public const string FrozenModelTitle = "Trainable requested on a model that cannot be fine-tuned";
    public const string BatchNormTitle = "Batch normalization made trainable";
    public const string UnreadableManifestTitle = "Manifest cannot be read";
    public const string NewerSchemaTitle = "Manifest schema is newer than this package";

    // Arguments: model, target ("model" or the layer's name), sentence, reason code.
    public const string FrozenModelMessage = "'{0}' cannot be fine-tuned, so making {1} trainable has no effect: {2} ({3}); remove the request or choose a trainable model";

    // Arguments: layer, model, sentence, reason code.
    public const string BatchNormMessage = "Batch normalization '{0}' of '{1}' should stay frozen: {2} ({3}); remove the request, or set hub_batch_norm_policy if you mean it";

    // Arguments: variable, model, sentence, reason code.
    public const string NotAWeightMessage = "Variable '{0}' of '{1}' cannot train: {2} ({3}); remove the request";

    // Arguments: model, number of layers, kind words, up to three names.
    public const string BulkWriteMessage = "Making all of '{0}' trainable reaches {1} {2} that must not train ({3}); exclude them, or use the selector of trainable layers";

    // Arguments: layer, model, sentence, reason code.
    public const string FrozenLayerMessage = "Layer '{0}' of '{1}' cannot train: {2} ({3}); remove the request";

    // Arguments: what is wrong.
    public const string UnreadableManifestMessage = "The manifest cannot be read: {0}; write it again with 'dotnet hub add'";

    // Arguments: what is newer, the version of this package.
    public const string NewerSchemaMessage = "This manifest's {0}, the newest that HubAnalyzers {1} understands; install the version of HubAnalyzers whose tool wrote it";

    /// <summary>The title of a rule that this version enforces; null for any other id.</summary>
    public static string? TitleOf(string id) => id switch
    {
        FrozenModel => FrozenModelTitle,
        BatchNorm => BatchNormTitle,
        UnreadableManifest => UnreadableManifestTitle,
        NewerSchema => NewerSchemaTitle,
        _ => null,
    };

    /// <summary>The page of a rule in the repository.</summary>
    public static string HelpLink(string id) => "https://github.com/HubAnalyzers/HubAnalyzers/blob/main/docs/rules/" + id + ".md";

    /// <summary>A message with its arguments, independent of culture.</summary>
    public static string Say(string message, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, message, arguments);
}
