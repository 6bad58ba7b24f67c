// Which layers the first stage trains is not known here.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Run(LabelledImages training, IReadOnlyList<FineTuneStage> stages)
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, classes: 2);
        new FineTuner(net, head).Train(training, training, new FineTuneOptions { Stages = stages });
    }
}
