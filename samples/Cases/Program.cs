using System;
using HubAnalyzers.Samples.Cases;

// dotnet run -c Release --project samples/Cases -- 1|2|3
switch (args)
{
    case ["1"]:
        FrozenClassifier.Run(Console.Out);
        return 0;
    case ["2"]:
        OwnHead.Run(Console.Out);
        return 0;
    case ["3"]:
        OneBlock.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Which case? 1: a frozen classifier, 2: a frozen feature extractor with a head of one's own, 3: one inner block.");
        return 2;
}
