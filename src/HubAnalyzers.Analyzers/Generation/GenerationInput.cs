using System.Globalization;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>A manifest and the class to make of it.</summary>
/// <param name="Path">The manifest's path, which decides between two manifests that give one class.</param>
/// <param name="Namespace">The class' namespace, as metadata spells it.</param>
/// <param name="ClassName">The class.</param>
/// <param name="IsInternal">Whether the class is for its own assembly only.</param>
/// <param name="Model">What the manifest says.</param>
internal sealed record GenerationInput(string Path, string Namespace, string ClassName, bool IsInternal, ManifestModel Model)
{
    private const string Extension = ".g.cs";

    /// <summary>The class' full name in metadata.</summary>
    public string FullName => Namespace + "." + ClassName;

    /// <summary>The name of the generated file, which differs from those of the other files by more than case.</summary>
    public string HintName { get; init; } = Namespace + "." + ClassName + Extension;

    /// <summary>The same class in a file of another name: no part of a class' name begins with a digit, so that no other class has it.</summary>
    public GenerationInput InFile(int number) => this with { HintName = FullName + "." + number.ToString(CultureInfo.InvariantCulture) + Extension };
}
