using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;

namespace HubAnalyzers.Runtime.Export;

/// <content>What has no ONNX form.</content>
internal sealed partial class OnnxWriter
{
    /// <summary>An operation that cannot be written; without a reason where it only follows from another.</summary>
    private sealed class Refusal(GraphNode node, string? why) : Exception(why)
    {
        public GraphNode Node { get; } = node;

        public string? Why { get; } = why;
    }

    /// <summary>All refusals of a model, its loops included.</summary>
    private sealed class Refusals
    {
        private readonly List<Refusal> _list = [];

        public void Add(Refusal refusal)
        {
            // The body of a loop may be written twice.
            if (refusal.Why is not null && _list.All(r => r.Why != refusal.Why))
            {
                _list.Add(refusal);
            }
        }

        public void ThrowIfAny(string file)
        {
            if (_list.Count > 0)
            {
                throw new HubUnsupportedOpException(
                    $"{file}: {string.Join("; ", _list.Select(static r => r.Why))}; export a part of the model without {(_list.Count == 1 ? "it" : "them")}",
                    [.. _list.GroupBy(static r => r.Node.Op, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal)
                        .Select(static g => new UnsupportedOp(g.Key, g.Count(), [.. g.Select(static r => r.Node.Name).Take(3)]))]);
            }
        }
    }
}
