// The container hands out the generated type, which says all there is to know.
using App.HubModels;

namespace Birds;

public interface ITrainingJob
{
    Task RunAsync(CancellationToken stop);
}

public sealed class TrainingJob(MobilenetV2 backbone) : ITrainingJob
{
    public async Task RunAsync(CancellationToken stop)
    {
        backbone.ExpandedConv16.Expand.Trainable = true;
        backbone.TopConv.Trainable = true; // expect: HUB0005
        await Task.Delay(TimeSpan.FromSeconds(1), stop);
        backbone.ExpandedConv16.ExpandBn.Trainable = true; // expect: HUB0002
    }
}
