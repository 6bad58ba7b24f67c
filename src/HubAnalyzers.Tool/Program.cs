using System;
using HubAnalyzers.Tool;

return CommandLine.Run(args, Console.Out, Console.Error);
