using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>The descriptors of all rules. Their words come from <see cref="Rulebook"/>, which program and command line use as well.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor FrozenModel = new(
        Rulebook.FrozenModel, Rulebook.FrozenModelTitle, Rulebook.FrozenModelMessage, Categories.Trainability, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.FrozenModel));

    public static readonly DiagnosticDescriptor BatchNorm = new(
        Rulebook.BatchNorm, Rulebook.BatchNormTitle, Rulebook.BatchNormMessage, Categories.Trainability, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.BatchNorm));

    public static readonly DiagnosticDescriptor UnreadableManifest = new(
        Rulebook.UnreadableManifest, Rulebook.UnreadableManifestTitle, Rulebook.UnreadableManifestMessage, Categories.Manifest, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.UnreadableManifest));

    public static readonly DiagnosticDescriptor NewerSchema = new(
        Rulebook.NewerSchema, Rulebook.NewerSchemaTitle, Rulebook.NewerSchemaMessage, Categories.Manifest, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.NewerSchema));

    private static class Categories
    {
        public const string Trainability = "Trainability";
        public const string Manifest = "Manifest";
    }
}
