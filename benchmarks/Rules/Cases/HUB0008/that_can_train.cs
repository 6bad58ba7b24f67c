// Everything that can train, at once.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Text;

internal sealed class Session(LabelledImages data)
{
    public void Go()
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, classes: 3);
        var everything = new FineTuneStage("everything", Epochs: 2, LearningRate: 5e-5) { Layers = [.. net.Layers.ThatCanTrain] }; // expect: HUB0008
        var options = new FineTuneOptions { Stages = [everything] };
        new FineTuner(net, head).Train(data, data, options);
    }
}
