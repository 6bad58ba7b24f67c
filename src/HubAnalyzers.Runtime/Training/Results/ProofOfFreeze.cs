using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace HubAnalyzers.Runtime;

/// <summary>Proof by hash that a run changed what it was to change and nothing else; batch normalization's statistics are covered.</summary>
/// <param name="Changed">Names of the variables whose bytes changed.</param>
/// <param name="Unchanged">Names of the variables whose bytes are what they were.</param>
/// <param name="TrainedButUnchanged">Names of variables that trained in some stage and did not change: a sign that no gradient reached them.</param>
public sealed record ProofOfFreeze(IReadOnlyList<string> Changed, IReadOnlyList<string> Unchanged, IReadOnlyList<string> TrainedButUnchanged)
{
    /// <summary>
    /// Names of variables that trained, and are what they were all the same: <see cref="FineTuneOptions.RestoreBestWeights"/> put back the
    /// weights of an epoch before they began to.
    /// </summary>
    public IReadOnlyList<string> PutBack { get; init; } = [];

    /// <summary>SHA-256 of every variable's bytes.</summary>
    internal static IReadOnlyDictionary<string, string> HashesOf(HubModel model) =>
        model.Variables.Where(static v => v.HasValue).ToDictionary(static v => v.Name, HashOf, StringComparer.Ordinal);

    /// <summary>Compares two sets of hashes.</summary>
    /// <param name="before">Those before the first step.</param>
    /// <param name="after">Those now.</param>
    /// <param name="trained">What trained in some stage.</param>
    /// <param name="trainedAtBest">What of it had begun to when the weights were what they were put back to; null where none were put back.</param>
    /// <exception cref="InvalidOperationException">A variable that never trained has changed. That is a fault of this library, and the weights are not to be trusted.</exception>
    internal static ProofOfFreeze Compare(
        IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, IReadOnlySet<string> trained, IReadOnlyList<string>? trainedAtBest = null)
    {
        var changed = before.Keys.Where(name => before[name] != after[name]).ToList();
        if (changed.FirstOrDefault(name => !trained.Contains(name)) is { } moved)
        {
            throw new InvalidOperationException($"The frozen variable '{moved}' changed during training; do not use these weights, and please report this.");
        }

        var still = trained.Where(name => before.ContainsKey(name) && before[name] == after[name]).Order(StringComparer.Ordinal).ToLookup(name => trainedAtBest?.Contains(name) != false);
        return new ProofOfFreeze(changed, before.Keys.Where(name => before[name] == after[name]).ToList(), [.. still[true]]) { PutBack = [.. still[false]] };
    }

    private static string HashOf(HubVariable variable)
    {
        using var sha256 = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, sha256, CryptoStreamMode.Write))
        {
            variable.Write(stream);
        }

        return Convert.ToHexStringLower(sha256.Hash!);
    }
}
