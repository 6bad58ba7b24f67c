using System;
using System.IO;
using System.Text;
using HubAnalyzers.Tool;

// A manifest that is redirected into a file is UTF-8 without a mark, whatever the machine's code page says.
using var redirected = Console.IsOutputRedirected ? new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true } : null;
return CommandLine.Run(args, new ToolConsole(redirected ?? Console.Out, Console.Error)
{
    OutputIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Width = WidthOfTerminal(),
});

static int WidthOfTerminal()
{
    try
    {
        return !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : ToolConsole.UsualWidth;
    }
    catch (IOException)
    {
        return ToolConsole.UsualWidth;
    }
}
