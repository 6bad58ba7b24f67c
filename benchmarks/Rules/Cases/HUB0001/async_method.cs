// The request stands after an await.
using HubAnalyzers.Runtime;

namespace Greenhouse;

internal sealed class Job
{
    public async Task RunAsync(CancellationToken stop)
    {
        using var model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
        await Task.Delay(10, stop);
        model.Trainable = true; // expect: HUB0001
        await Task.Yield();
    }
}
