namespace HubAnalyzers;

/// <summary>
/// The stable codes that say why a model, layer or variable can or cannot be trained, and one sentence for each.
/// The same code and sentence appear in the manifest, in generated documentation, in diagnostics, in exceptions and in reports.
/// </summary>
public static partial class ReasonCodes
{
}
