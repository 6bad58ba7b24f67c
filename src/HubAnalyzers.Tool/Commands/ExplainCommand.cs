using System.CommandLine;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>explain HUBnnnn</c></summary>
internal static class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        var id = new Argument<string>("id") { Description = "A rule's id (HUB0001) or a reason code (no-trainable-variables)." };
        var command = new Command("explain", "Explains a rule or a reason code.") { id };
        command.SetAction(result =>
        {
            var asked = result.GetValue(id)!;
            if (Rulebook.TitleOf(asked) is { } title)
            {
                console.Output.WriteLine($"{asked}: {title}");
                console.Output.WriteLine(Rulebook.HelpLink(asked));
                return ExitCodes.Done;
            }

            if (ReasonCodes.Sentence(asked) is var sentence && sentence != ReasonCodes.Sentence(""))
            {
                console.Output.WriteLine($"{asked}: {sentence}");
                return ExitCodes.Done;
            }

            throw new WrongUsageException($"'{asked}' is neither a rule nor a reason code; the rules are listed in docs/rules/README.md");
        });
        return command;
    }
}
