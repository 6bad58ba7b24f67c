using System.Linq;
using HubAnalyzers.Analyzers.Flow;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>The optimizer that moves the weights of a stage: its own, else that of its run.</summary>
internal static class StageOptimizer
{
    private const string Member = "Optimizer";

    /// <summary>The optimizer's name; null where it is not known.</summary>
    public static string? Of(ObjectDenotation stage, Findings findings, LibrarySymbols symbols)
    {
        if (stage[Member] is { } own and not ConstantDenotation { Value: null })
        {
            return NameOf(own);
        }

        var ofRuns = findings.All.OfType<TrainingRun>().GroupBy(static r => r.Place).Select(static r => r.Last().Options)
            .Where(o => o["Stages"] is SequenceDenotation { Items.Items: var stages } && stages.Contains(stage))
            .Select(static o => NameOf(o[Member])).Distinct().ToList();
        return ofRuns.Count switch
        {
            // Whoever trains it elsewhere does so with the default, unless the program knows another.
            0 => symbols.NamesSgd ? null : NameOf(null),
            1 => ofRuns[0],
            _ => null,
        };
    }

    private static string? NameOf(Denotation? optimizer) => optimizer switch
    {
        null => "Adam",
        ObjectDenotation { Type.Name: "AdamOptions" } => "Adam",
        ObjectDenotation { Type.Name: "AdamWOptions" } => "AdamW",
        ObjectDenotation { Type.Name: "SgdOptions" } => "SGD",
        _ => null,
    };
}
