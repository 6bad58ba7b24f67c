// A helper switches on the variable it is given.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Main()
    {
        using var net = Resnet50.Load();
        Enable(net.Conv1.Variables[0]);
        Enable(net.Bn1.Variables[2]); // expect: HUB0003
    }

    private static void Enable(HubVariable variable) => variable.Trainable = true;
}
