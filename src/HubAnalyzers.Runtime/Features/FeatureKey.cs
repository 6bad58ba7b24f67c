using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime.Features;

/// <summary>
/// What kept results of a frozen part depend on. Where two keys are equal, so are the results, up to what another machine or another
/// number of threads rounds otherwise.
/// </summary>
/// <param name="Model">The digest of the model's files.</param>
/// <param name="Weights">A digest over the values that the frozen part's variables have now.</param>
/// <param name="Plan">Which results of which call, and what computes them.</param>
/// <param name="Preprocessing">How files become numbers.</param>
/// <param name="Data">The digest of the examples, all of them, whichever were computed.</param>
internal sealed record FeatureKey(string Model, string Weights, string Plan, string Preprocessing, string Data)
{
    private const int NameDigits = 32;

    /// <summary>The key as one line: JSON, so that no text in it can be taken for two.</summary>
    [JsonIgnore]
    public string CanonicalText => JsonSerializer.Serialize(this);

    /// <summary>SHA-256 of <see cref="CanonicalText"/>, <c>sha256:…</c>.</summary>
    [JsonIgnore]
    public string Digest => Sha256Digest.OfHash(Hash());

    /// <summary>What a file of these features is called in a cache's folder.</summary>
    [JsonIgnore]
    public string FileName => Convert.ToHexStringLower(Hash())[..NameDigits] + FeatureFile.Extension;

    /// <summary>The key for what trains now.</summary>
    /// <param name="model">The model, its layers switched as they will be.</param>
    /// <param name="examples">All examples.</param>
    /// <param name="training">The mode of the call.</param>
    /// <exception cref="BrokenExampleException">An example cannot be read.</exception>
    public static FeatureKey Of(HubModel model, Examples examples, bool training = false)
    {
        var plan = model.Planned(training);
        return new FeatureKey(model.Facts.Digest, model.DigestOf(VariablesOf(plan.Cut.Prefix)), Describe(plan, training), examples.Preprocessing, examples.Digest);
    }

    private static string Describe(PlannedCall plan, bool training)
    {
        var results = plan.Cut.Boundary.Select(v => v.Source == ValueSource.Node ? $"{plan.Graph.Nodes[v.Index].Name}:{v.Output}" : $"{v.Source} {v.Index}");

        // What is chosen by rule: that ONNX Runtime refused a part here is no other plan.
        var engine = plan.Prefix is { Chosen: FrozenEngine.OnnxRuntime } ? "ONNX Runtime " + OnnxRunner.Version : "libtorch " + torch.__version__;
        return $"{string.Join(", ", results)} of the call {(training ? "in training" : "in inference")}; {engine}; {plan.Variables.Options.FloatType}; HubAnalyzers {Version()}";
    }

    /// <summary>The names of the variables that a graph reads, those that only its loops and branches read among them.</summary>
    private static IEnumerable<string> VariablesOf(ImportedGraph? graph) => graph is null
        ? []
        : graph.Nodes.SelectMany(static n => n.Inputs).Concat(graph.Outputs.Select(static o => o.Value))
            .Where(static v => v.Source == ValueSource.Variable).Select(v => graph.Variables[v.Index].Name)
            .Concat(graph.Nodes.SelectMany(static n => n.Bodies).SelectMany(VariablesOf))
            .Distinct(StringComparer.Ordinal);

    private static string Version() =>
        (typeof(FeatureKey).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown").Split('+')[0];

    private byte[] Hash() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this));
}
