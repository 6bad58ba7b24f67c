using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Testing;

/// <summary>Makes docs/rules/README.md of the descriptors and the pages.</summary>
internal static class RuleIndex
{
    private const string Before = """
        # Rules

        One rulebook for the compiler, the running program and the command line: the same ids and the same sentences.
        `dotnet hub explain HUB0001` prints a page.

        """;

    private const string After = """

        `HubEnforcement` in the project file: `suggest` lowers warnings to suggestions, `strict` raises them to errors. An explicit
        `dotnet_diagnostic.HUB0001.severity` in `.editorconfig` wins over both. `#pragma warning disable HUB0001` and
        `[SuppressMessage("Trainability", "HUB0001")]` work as for every analyzer; each page says when.

        The samples are compiled and analysed by the tests, against the real engine or, where they say so, TensorFlow.NET. They use the
        model that this repository carries (`ShapesMobilenet`) and a few that stand for published ones: `FrozenNet` (published frozen),
        `MobilenetV2` (features of 224 x 224 images), `Flowers` (a classifier that gives probabilities), and `Nnlm` and `NnlmV1` (the
        TensorFlow 2 and TF1 release of a text embedding).

        """;

    private static readonly (string Category, string Heading)[] _families =
    [
        ("Trainability", "Requests to train"),
        ("Training", "How it is trained"),
        ("Models", "Which model, which layer, which input"),
        ("TensorFlowNet", "TensorFlow.NET only"),
        ("Manifest", "Manifests"),
    ];

    public static string Text(IReadOnlyCollection<DiagnosticDescriptor> descriptors)
    {
        var text = new StringBuilder(Before);
        foreach (var (category, heading) in _families)
        {
            text.Append('\n').Append("## ").Append(heading).Append("\n\n| Id | Severity | Title | Fix |\n|---|---|---|---|\n");
            foreach (var rule in descriptors.Where(d => d.Category == category).OrderBy(static d => d.Id, StringComparer.Ordinal))
            {
                text.Append($"| [{rule.Id}]({rule.Id}.md) | {Word(rule.DefaultSeverity)} | {rule.Title} | {RulePage.Of(rule.Id).Fix} |\n");
            }
        }

        return text.Append(After).ToString().ReplaceLineEndings("\n");
    }

    public static string Word(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();
}
