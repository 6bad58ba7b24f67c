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

    public static readonly DiagnosticDescriptor NotAWeight = new(
        Rulebook.NotAWeight, Rulebook.NotAWeightTitle, Rulebook.NotAWeightMessage, Categories.Trainability, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.NotAWeight));

    public static readonly DiagnosticDescriptor BulkWrite = new(
        Rulebook.BulkWrite, Rulebook.BulkWriteTitle, Rulebook.BulkWriteMessage, Categories.Trainability, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.BulkWrite));

    public static readonly DiagnosticDescriptor FrozenLayer = new(
        Rulebook.FrozenLayer, Rulebook.FrozenLayerTitle, Rulebook.FrozenLayerMessage, Categories.Trainability, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.FrozenLayer));

    public static readonly DiagnosticDescriptor UnknownLayer = new(
        Rulebook.UnknownLayer, Rulebook.UnknownLayerTitle, Rulebook.UnknownLayerMessage, Categories.Models, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.UnknownLayer));

    public static readonly DiagnosticDescriptor DiscardedChoice = new(
        Rulebook.DiscardedChoice, Rulebook.DiscardedChoiceTitle, Rulebook.DiscardedChoiceMessage, Categories.Trainability, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.DiscardedChoice));

    public static readonly DiagnosticDescriptor UntrainedHead = new(
        Rulebook.UntrainedHead, Rulebook.UntrainedHeadTitle, Rulebook.UntrainedHeadMessage, Categories.Training, DiagnosticSeverity.Info,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.UntrainedHead));

    public static readonly DiagnosticDescriptor LearningRate = new(
        Rulebook.LearningRate, Rulebook.LearningRateTitle, Rulebook.LearningRateMessage, Categories.Training, DiagnosticSeverity.Info,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.LearningRate));

    public static readonly DiagnosticDescriptor UnknownModel = new(
        Rulebook.UnknownModel, Rulebook.UnknownModelTitle, Rulebook.UnknownModelMessage, Categories.Models, DiagnosticSeverity.Info,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.UnknownModel));

    public static readonly DiagnosticDescriptor UnpinnedHandle = new(
        Rulebook.UnpinnedHandle, Rulebook.UnpinnedHandleTitle, Rulebook.UnpinnedHandleMessage, Categories.Models, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.UnpinnedHandle));

    public static readonly DiagnosticDescriptor OtherArtefact = new(
        Rulebook.OtherArtefact, Rulebook.OtherArtefactTitle, Rulebook.OtherArtefactMessage, Categories.Models, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.OtherArtefact));

    public static readonly DiagnosticDescriptor InputMismatch = new(
        Rulebook.InputMismatch, Rulebook.InputMismatchTitle, Rulebook.InputMismatchMessage, Categories.Models, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.InputMismatch));

    public static readonly DiagnosticDescriptor HeadOnProbabilities = new(
        Rulebook.HeadOnProbabilities, Rulebook.HeadOnProbabilitiesTitle, Rulebook.HeadOnProbabilitiesMessage, Categories.Training, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.HeadOnProbabilities));

    public static readonly DiagnosticDescriptor UnsupportedByTensorFlowNet = new(
        Rulebook.UnsupportedByTensorFlowNet, Rulebook.UnsupportedByTensorFlowNetTitle, Rulebook.UnsupportedByTensorFlowNetMessage, Categories.TensorFlowNet, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.UnsupportedByTensorFlowNet));

    public static readonly DiagnosticDescriptor MissingGradient = new(
        Rulebook.MissingGradient, Rulebook.MissingGradientTitle, Rulebook.MissingGradientMessage, Categories.TensorFlowNet, DiagnosticSeverity.Info,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.MissingGradient));

    public static readonly DiagnosticDescriptor BatchNormOfFrozenModel = new(
        Rulebook.BatchNormOfFrozenModel, Rulebook.BatchNormOfFrozenModelTitle, Rulebook.BatchNormOfFrozenModelMessage, Categories.TensorFlowNet, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.BatchNormOfFrozenModel));

    public static readonly DiagnosticDescriptor TypedAccessor = new(
        Rulebook.TypedAccessor, Rulebook.TypedAccessorTitle, Rulebook.TypedAccessorMessage, Categories.Models, DiagnosticSeverity.Hidden,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.TypedAccessor));

    public static readonly DiagnosticDescriptor UnreadableManifest = new(
        Rulebook.UnreadableManifest, Rulebook.UnreadableManifestTitle, Rulebook.UnreadableManifestMessage, Categories.Manifest, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.UnreadableManifest));

    /// <summary>Analyzers read no models: the build, the program and the tool report it. Here so that its words and page are kept like all others.</summary>
    public static readonly DiagnosticDescriptor ManifestDrift = new(
        Rulebook.ManifestDrift, Rulebook.ManifestDriftTitle, Rulebook.ManifestDriftMessage, Categories.Manifest, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.ManifestDrift));

    public static readonly DiagnosticDescriptor DuplicateManifest = new(
        Rulebook.DuplicateManifest, Rulebook.DuplicateManifestTitle, Rulebook.DuplicateManifestMessage, Categories.Manifest, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.DuplicateManifest));

    public static readonly DiagnosticDescriptor NewerSchema = new(
        Rulebook.NewerSchema, Rulebook.NewerSchemaTitle, Rulebook.NewerSchemaMessage, Categories.Manifest, DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: Rulebook.HelpLink(Rulebook.NewerSchema));

    private static class Categories
    {
        public const string Trainability = "Trainability";
        public const string Training = "Training";
        public const string Models = "Models";
        public const string TensorFlowNet = "TensorFlowNet";
        public const string Manifest = "Manifest";
    }
}
