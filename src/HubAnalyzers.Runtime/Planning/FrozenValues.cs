using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.SavedModel.Bundles;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Planning;

/// <summary>
/// The values that a plan takes for constant, and whether they still are what they were. What the engine changes is counted by the
/// store; a tensor that a caller was given can change in place with nothing to tell, so its bytes are compared.
/// </summary>
internal sealed class FrozenValues
{
    private const long MostAtOnce = 1 << 24;
    private readonly VariableStore _variables;
    private readonly Dictionary<string, long> _versions;
    private readonly Dictionary<string, uint> _fingerprints;

    public FrozenValues(VariableStore variables, IEnumerable<string> names)
    {
        _variables = variables;
        _versions = names.Distinct(StringComparer.Ordinal).ToDictionary(static n => n, variables.VersionOf, StringComparer.Ordinal);
        _fingerprints = _versions.Keys.Where(variables.IsHandedOut).ToDictionary(static n => n, Fingerprint, StringComparer.Ordinal);
    }

    /// <summary>Whether every value is the one that the plan was made with.</summary>
    public bool AreUnchanged =>
        _versions.All(pair => _variables.VersionOf(pair.Key) == pair.Value) && _fingerprints.All(pair => Fingerprint(pair.Key) == pair.Value);

    private uint Fingerprint(string name)
    {
        using var scope = NewDisposeScope();
        var elements = _variables[name].detach().cpu().contiguous().view(-1);
        var crc = 0u;

        // A tensor may have more bytes than a span counts.
        for (var done = 0L; done < elements.numel(); done += MostAtOnce)
        {
            using var piece = elements.narrow(0, done, Math.Min(MostAtOnce, elements.numel() - done));
            crc = Crc32C.Append(crc, piece.bytes);
        }

        return crc;
    }
}
