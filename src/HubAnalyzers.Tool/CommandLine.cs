using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Commands;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool;

/// <summary>Parses a command line and runs one command. Whatever goes wrong is one line on standard error and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs with plain output, as in a file or a pipe.</summary>
    public static int Run(string[] arguments, TextWriter output, TextWriter error) => Run(arguments, new ToolConsole(output, error));

    /// <summary>What the arguments mean, mistakes included; nothing is carried out.</summary>
    public static ParseResult Parse(string[] arguments, ToolConsole console)
    {
        var root = new RootCommand("What of a TensorFlow Hub model can be fine-tuned, layer by layer, and why not.")
        {
            InspectCommand.Create(console),
            AddCommand.Create(console),
            VerifyCommand.Create(console),
            WhyCommand.Create(console),
            DiffCommand.Create(console),
            ListCommand.Create(console),
            PullCommand.Create(console),
            TrainCommand.Create(console),
            PredictCommand.Create(console),
            EvaluateCommand.Create(console),
            ExportCommand.Create(console),
            ReplayCommand.Create(console),
            LearningRateCommand.Create(console),
            FeaturesCommand.Create(console),
            SweepCommand.Create(console),
            KubernetesCommand.Create(console),
            ExplainCommand.Create(console),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpAction { MaxWidth = console.Width };
        }

        // A handle may start with '@'; that no file is meant by it keeps the command line free of surprises.
        return root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    public static int Run(string[] arguments, ToolConsole console)
    {
        var parsed = Parse(arguments, console);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            return Fail(console, string.Join(" ", parsed.Errors.Select(static e => e.Message)) + " See 'dotnet hub --help'.", ExitCodes.WrongUsage);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false });
        }
        catch (RefusedException e)
        {
            return Fail(console, e.Message, ExitCodes.AnswerIsNo);
        }
        catch (WrongUsageException e)
        {
            return Fail(console, e.Message, ExitCodes.WrongUsage);
        }
        catch (OperationCanceledException)
        {
            return Fail(console, "stopped; the same command goes on where this one was", ExitCodes.BadInput);
        }
        catch (UnauthorizedAccessException e)
        {
            return Fail(console, $"{e.Message.TrimEnd('.')}; give this user the right to it, or choose another place", ExitCodes.BadInput);
        }
        catch (Exception e) when (e is HubModelFormatException or IOException)
        {
            return Fail(console, e.Message, ExitCodes.BadInput);
        }
    }

    private static int Fail(ToolConsole console, string message, int exitCode)
    {
        console.Error.WriteLine(PlainText.OneLine(message));
        return exitCode;
    }
}
