using System;

namespace HubAnalyzers.Runtime;

/// <summary>A generated class was compiled for other bytes than those that were found (rule HUB0091).</summary>
public sealed class HubModelChangedException : InvalidOperationException
{
    internal HubModelChangedException(string folder, string expected, string actual)
        : base($"{Rulebook.ManifestDrift}: the manifest describes {expected}, the bytes in {folder} are {actual}; run 'dotnet hub add' again, or load the model the manifest describes")
    {
        HelpLink = Rulebook.HelpLink(Rulebook.ManifestDrift);
    }

    /// <summary>The rule, always <c>HUB0091</c>.</summary>
    public string RuleId => Rulebook.ManifestDrift;
}
