// What is called in between gets the model and may fit it.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

public interface ITrainer
{
    void Run(HubModel model);
}

public static class Start
{
    public static void Go(ITrainer trainer)
    {
        using var net = Resnet50.Load();
        net.Conv1.Trainable = true;
        trainer.Run(net);
        net.Trainable = false;
    }
}
