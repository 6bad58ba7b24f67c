using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers;

/// <summary>The parts of the rules' sentences that depend on how many or which; here, so that compiler and program say them alike.</summary>
internal static class Phrases
{
    /// <summary>How many names a message holds at most.</summary>
    public const int MostNames = 3;

    public const string Model = "the model";

    public static string Layer(string name) => $"layer '{name}'";

    public static string Variable(string name) => $"variable '{name}'";

    public static string Handle(string handle) => $"the handle '{handle}'";

    public static string ClassName(string name) => $"the class name '{name}'";

    /// <summary>"34 batch-norm layers and 1 frozen layer"; one of the counts may be 0.</summary>
    public static string Reached(int batchNorms, int frozen) => (batchNorms, frozen) switch
    {
        (_, 0) => Count(batchNorms, "batch-norm layer"),
        (0, _) => Count(frozen, "frozen layer"),
        _ => Count(batchNorms, "batch-norm layer") + " and " + Count(frozen, "frozen layer"),
    };

    /// <summary>"'a', 'b', 'c', …"</summary>
    public static string UpToThree(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(static n => $"'{n}'")) + (names.Count > MostNames ? ", …" : "");

    /// <summary>"did you mean 'a', 'b' or 'c'?", for the name that was asked for and those that there are.</summary>
    public static string DidYouMean(string asked, IEnumerable<string> names)
    {
        var nearest = NearestNames.Of(asked, names).Take(MostNames).Select(static n => $"'{n}'").ToList();
        return nearest.Count switch
        {
            0 => "it has no layers",
            1 => $"did you mean {nearest[0]}?",
            _ => $"did you mean {string.Join(", ", nearest.Take(nearest.Count - 1))} or {nearest[nearest.Count - 1]}?",
        };
    }

    /// <summary>"version 5"; "a version" where none is known.</summary>
    public static string Version(string? version) => version is null ? "a version" : "version " + version;

    /// <summary>"output 'features', which holds features"; advice where the model has no such output.</summary>
    /// <param name="output">The other output; null where there is none.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="isChosenAtLoad">Whether the library can load the model so that its call gives another result than its first output.</param>
    public static string OtherOutput(string? output, OutputKind kind, bool isChosenAtLoad) => (output, isChosenAtLoad) switch
    {
        (null, false) => "a variant of the model that gives features or logits",
        (null, true) => "what comes before, for which it is loaded with Output = OutputKind.Features, or on a variant that gives features or logits",
        (_, false) => $"output '{output}', which holds {Words.Of(kind)}",
        _ => $"output '{output}', which holds {Words.Of(kind)}, for which it is loaded with Output = OutputKind.{kind}",
    };

    /// <summary>Why a selection of layers by stage has none: which stages there are.</summary>
    public static string NoSuchStage(string model, IEnumerable<int?> stages)
    {
        var known = stages.Where(static s => s is not null).Select(static s => s!.Value).Distinct().OrderBy(static s => s).ToList();
        return known.Count == 0
            ? $"The stages of these layers of '{model}' are not known."
            : $"These layers of '{model}' are of the stages {string.Join(", ", known.Select(static s => s.ToString(CultureInfo.InvariantCulture)))}.";
    }

    /// <summary>Why a selection from a layer on cannot be made.</summary>
    public static string NotAmongTheLayers(string layer, string model) => $"Layer '{layer}' is not among these layers of '{model}'.";

    private static string Count(int count, string what) => string.Format(CultureInfo.InvariantCulture, count == 1 ? "{0} {1}" : "{0} {1}s", count, what);
}
