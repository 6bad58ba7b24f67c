using System.Collections.Generic;
using System.IO.Enumeration;
using System.Linq;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>Layers chosen by names with * and ?. Outer scopes may be left out, and the name of a scope means all in it.</summary>
internal static class LayerGlobs
{
    /// <summary>
    /// The layers that train. Of those that a glob matches, the ones that cannot train, and batch normalizations unless the model's policy lets
    /// them, are passed over while it matches one that can; a glob that matches none of those is refused with the first layer's reason.
    /// </summary>
    /// <exception cref="WrongUsageException">A glob matches no layer.</exception>
    /// <exception cref="HubTrainabilityException">All that a glob matches cannot train.</exception>
    public static IReadOnlyList<HubLayer> Choose(HubModel model, IEnumerable<string> globs)
    {
        var chosen = new HashSet<HubLayer>();
        foreach (var glob in globs)
        {
            var matched = model.Layers.Where(l => Matches(glob, l.Name)).ToList();
            var able = matched.Where(static l => l.Refusal() is null).ToList();
            if (matched.Count == 0)
            {
                // A model of which nothing can train may have no layers at all; that is the reason to give.
                throw model.Facts.Verdict == TrainabilityVerdict.None
                    ? model.RefusalOfModel(Phrases.Layer(glob))
                    : new WrongUsageException($"--unfreeze '{glob}' matches no layer of '{model.Facts.Name}': {Phrases.DidYouMean(glob, model.Layers.Select(static l => l.Name))} 'dotnet hub inspect' lists them.");
            }

            if (able.Count == 0)
            {
                throw matched[0].Refusal()!;
            }

            chosen.UnionWith(able);
        }

        return [.. model.Layers.Where(chosen.Contains)];
    }

    private static bool Matches(string glob, string name) =>
        ((string[])[glob, glob.TrimEnd('/') + "/*", "*/" + glob, "*/" + glob.TrimEnd('/') + "/*"]).Any(g => FileSystemName.MatchesSimpleExpression(g, name, ignoreCase: false));
}
