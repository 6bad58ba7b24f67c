using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>What <c>hub_batch_norm_policy</c> allows; the runtime's <c>BatchNormPolicy</c> has the same words.</summary>
internal enum BatchNormPolicyOption
{
    Frozen,
    Affine,
    Any,
}

/// <summary>Reads the option of a file.</summary>
internal static class BatchNormPolicyOptions
{
    public const string Key = "hub_batch_norm_policy";

    /// <summary>The policy; the default where the option is absent or holds another word.</summary>
    public static BatchNormPolicyOption Read(AnalyzerConfigOptions options) =>
        options.TryGetValue(Key, out var value) ? value.Trim().ToLowerInvariant() switch
        {
            "affine" => BatchNormPolicyOption.Affine,
            "any" => BatchNormPolicyOption.Any,
            _ => BatchNormPolicyOption.Frozen,
        }
        : BatchNormPolicyOption.Frozen;
}
