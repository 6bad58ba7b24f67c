using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Commands;

namespace HubAnalyzers.Tool;

/// <summary>Parses a command line and runs one command. Results go to one writer, errors to the other, one line each.</summary>
internal static class CommandLine
{
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("What of a TensorFlow Hub model can be fine-tuned, layer by layer, and why not.")
        {
            InspectCommand.Create(output),
            AddCommand.Create(output),
            VerifyCommand.Create(output),
            WhyCommand.Create(output),
            ExplainCommand.Create(output, error),
        };

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            error.WriteLine(string.Join(" ", parsed.Errors.Select(static e => e.Message.ReplaceLineEndings(" "))));
            return ExitCodes.WrongUsage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (HubModelFormatException e)
        {
            error.WriteLine(e.Message.ReplaceLineEndings(" "));
            return ExitCodes.BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message.ReplaceLineEndings(" "));
            return ExitCodes.BadInput;
        }
    }
}
