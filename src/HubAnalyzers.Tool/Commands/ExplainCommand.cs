using System.CommandLine;
using System.IO;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>explain HUBnnnn</c></summary>
internal static class ExplainCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var id = new Argument<string>("id") { Description = "A rule's id (HUB0001) or a reason code (no-trainable-variables)." };
        var command = new Command("explain", "Explains a rule or a reason code.") { id };
        command.SetAction(result =>
        {
            var asked = result.GetValue(id)!;
            if (Rulebook.TitleOf(asked) is { } title)
            {
                output.WriteLine($"{asked}: {title}");
                output.WriteLine(Rulebook.HelpLink(asked));
                return ExitCodes.Done;
            }

            if (ReasonCodes.Sentence(asked) is var sentence && sentence != ReasonCodes.Sentence(""))
            {
                output.WriteLine($"{asked}: {sentence}");
                return ExitCodes.Done;
            }

            error.WriteLine($"'{asked}' is neither a rule nor a reason code; the rules are listed in docs/rules/README.md");
            return ExitCodes.WrongUsage;
        });
        return command;
    }
}
