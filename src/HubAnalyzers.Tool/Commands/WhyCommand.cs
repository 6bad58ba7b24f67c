using System.CommandLine;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>why PATH|MANIFEST LAYER</c></summary>
internal static class WhyCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = ModelArgument.CreateOrManifest();
        var layer = new Argument<string>("layer") { Description = "A layer by its original name, its accessor or a former accessor; or a variable by its name." };
        var command = new Command("why", "Says why a layer can or cannot be trained, with the evidence.") { model, layer };
        command.SetAction(result =>
        {
            var source = result.GetValue(model)!;
            var asked = result.GetValue(layer)!;
            var info = ModelArgument.Read(source, console);
            var found = Find(info, asked) ?? throw new HubModelFormatException(source, $"it has no layer '{asked}'", Phrases.DidYouMean(asked, info.Layers.Select(static l => l.Name)));
            Report(info, found, TextReport.For(console)).WriteTo(console);
            return ExitCodes.Done;
        });
        return command;
    }

    private static HubLayerInfo? Find(HubModelInfo info, string asked)
    {
        var name = info.Aliases.FirstOrDefault(a => a.Accessor == asked)?.Layer ?? info.Variables.FirstOrDefault(v => v.Name == asked)?.Layer;
        return info.Layers.FirstOrDefault(l => l.Name == asked)
            ?? info.Layers.FirstOrDefault(l => l.Accessor == asked)
            ?? info.Layers.FirstOrDefault(l => l.Name == name);
    }

    private static TextReport Report(HubModelInfo info, HubLayerInfo layer, TextReport report)
    {
        // The longest role sets the column, so that every text begins under the one above.
        var variables = info.Variables.Where(v => v.Layer == layer.Name).ToList();
        var width = variables.Select(static v => Words.Of(v.Role).Length).Append(TextReport.UsualName).Max();
        report.Fact("layer", width, $"{layer.Name} ({Words.Of(layer.Kind)}), {ModelWords.Count(layer.Parameters, "parameter")}", Tone.Strong);
        report.Fact("answer", width, $"{Words.Of(layer.Trainability)}, because {layer.Why} ({layer.Reason})", ModelTable.ToneOf(layer.Trainability));
        if (layer.Evidence is { } evidence)
        {
            report.Fact("seen in", width, Place(evidence));
        }

        foreach (var variable in variables)
        {
            report.Line();
            report.Fact(Words.Of(variable.Role), width, $"{variable.Name}, {variable.DType}[{string.Join(", ", variable.Shape)}]", Tone.Strong);
            report.Fact("", width, $"{Words.Of(variable.Trainability)}, because {variable.Why} ({variable.Reason})", ModelTable.ToneOf(variable.Trainability));
            if (variable.Notions is { } notions)
            {
                report.Fact("", width, NotionsOf(notions, variable.Reason));
            }

            if (variable.Evidence is { } place)
            {
                report.Fact("", width, "seen in " + Place(place));
            }
        }

        return report;
    }

    /// <summary>All notions of "trainable", the publisher's list last, and what decides: the others only look like an answer.</summary>
    private static string NotionsOf(HubTrainableNotions notions, string reason)
    {
        var others = new[] { ("flag", notions.Flag), ("Keras layer", notions.Keras), ("captured by the call", notions.Captured) }
            .Select(static n => $"{n.Item1} {WordOf(n.Item2)}");
        return $"trainable by {string.Join(", ", others)}, by the publisher's list {WordOf(notions.Listed)}: {Decider(notions, reason)}"
            + (notions.Listed is { } listed && (notions.Flag is { } flag && flag != listed || notions.Keras is { } keras && keras != listed) ? ", and the others disagree with it" : "");
    }

    private static string Decider(HubTrainableNotions notions, string reason) => reason switch
    {
        ReasonCodes.Tf1HubFormat or ReasonCodes.Tf1SavedModel => "the format decides",
        ReasonCodes.SignatureOnly => "that it cannot be called decides",
        _ => notions.Listed is null ? "that there is no list decides" : "the list decides",
    };

    private static string WordOf(bool? value) => value switch { true => "yes", false => "no", null => "unknown" };

    private static string Place(HubEvidence evidence) => $"{evidence.File}: {evidence.Node}{(evidence.Op is null ? "" : ", " + evidence.Op)}";
}
