using System;
using System.CommandLine;
using System.Linq;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>explain HUBnnnn</c>: the rule's page, from the same source as on the web; without an id, all rules.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        var id = new Argument<string?>("id") { Description = "A rule's id (HUB0001) or a reason code (no-trainable-variables); without one, all rules are listed.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Explains a rule or a reason code.") { id };
        command.SetAction(result =>
        {
            var report = new TextReport(console.OutputIsTerminal ? Math.Min(console.Width, RulePage.WidestLine) : ToolConsole.UsualWidth);
            if (result.GetValue(id) is not { } asked)
            {
                foreach (var rule in RulePage.Ids.Where(static rule => Rulebook.TitleOf(rule) is not null))
                {
                    report.Fact(rule, Rulebook.TitleOf(rule)!);
                }
            }
            else if (RulePage.Find(asked.ToUpperInvariant()) is { } page)
            {
                page.WriteTo(report);
                report.Line();
                report.Fact("on the web", 10, Rulebook.HelpLink(asked.ToUpperInvariant()), Tone.Dim);
            }
            else if (ReasonCodes.Sentence(asked) is var sentence && sentence != ReasonCodes.Sentence(""))
            {
                report.Fact(asked + ":", asked.Length + 1, sentence);
            }
            else
            {
                throw new WrongUsageException($"'{asked}' is neither a rule nor a reason code; 'dotnet hub explain' lists the rules, docs/rules/README.md too.");
            }

            report.WriteTo(console);
            return ExitCodes.Done;
        });
        return command;
    }
}
