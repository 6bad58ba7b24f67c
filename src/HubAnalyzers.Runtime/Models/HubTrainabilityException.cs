using System;

namespace HubAnalyzers.Runtime;

/// <summary>A request to train what cannot train. The compiler reports the same mistake under the same rule with the same words.</summary>
public sealed class HubTrainabilityException : InvalidOperationException
{
    internal HubTrainabilityException(string ruleId, string reasonCode, string message)
        : base($"{ruleId}: {message}")
    {
        RuleId = ruleId;
        ReasonCode = reasonCode;
        Sentence = ReasonCodes.Sentence(reasonCode);
        HelpLink = Rulebook.HelpLink(ruleId);
    }

    /// <summary>The rule, <c>HUB0001</c> for example.</summary>
    public string RuleId { get; }

    /// <summary>The reason code, one of <see cref="ReasonCodes"/>.</summary>
    public string ReasonCode { get; }

    /// <summary>The reason as a sentence.</summary>
    public string Sentence { get; }
}
