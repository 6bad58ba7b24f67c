// The name is tried, and what cannot train is reported.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = MobilenetV2.Load();
foreach (var name in args)
{
    try
    {
        net.GetLayer(name).Trainable = true;
    }
    catch (HubTrainabilityException refused)
    {
        Console.Error.WriteLine($"{refused.RuleId}: {refused.Sentence}");
    }
}
