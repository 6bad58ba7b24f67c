namespace HubAnalyzers;

/// <summary>HUB0090 to HUB0093: the manifests themselves.</summary>
internal static partial class Rulebook
{
    public const string UnreadableManifestTitle = "Manifest cannot be read";

    // Arguments: what is wrong.
    public const string UnreadableManifestMessage = "The manifest cannot be read: {0}; write it again with 'dotnet hub add'";

    public const string ManifestDriftTitle = "Manifest differs from the model's bytes";

    // Arguments: model, the model's folder, what differs.
    public const string ManifestDriftMessage = "The manifest of '{0}' differs from the model in {1}: {2}; write it again with 'dotnet hub add'";

    public const string DuplicateManifestTitle = "Two manifests claim one handle or one class name";

    // Arguments: what both claim (Phrases.Handle or ClassName), the way to the other manifest from this one's folder.
    public const string DuplicateManifestMessage = "This manifest claims {0}, and so does '{1}'; remove one, or set ClassName on its HubModel item";

    public const string NewerSchemaTitle = "Manifest schema is newer than this package";

    // Arguments: what is newer, the version of this package.
    public const string NewerSchemaMessage = "This manifest's {0}, the newest that HubAnalyzers {1} understands; install the version of HubAnalyzers whose tool wrote it";
}
