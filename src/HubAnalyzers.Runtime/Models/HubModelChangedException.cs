using System;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime;

/// <summary>A generated class was compiled for other bytes than those that were found (rule HUB0091).</summary>
public sealed class HubModelChangedException : InvalidOperationException
{
    internal HubModelChangedException(string folder, HubModelInfo expected, HubModelInfo actual)
        : base($"{Rulebook.ManifestDrift}: {Rulebook.Say(Rulebook.ManifestDriftMessage, expected.Handle, folder, string.Join(", ", FileDrift.Of(expected.Digest, expected.Files, (actual.Digest, actual.Files))))}")
    {
        HelpLink = Rulebook.HelpLink(Rulebook.ManifestDrift);
    }

    /// <summary>The rule, always <c>HUB0091</c>.</summary>
    public string RuleId => Rulebook.ManifestDrift;
}
