// The handle is a static readonly field with a literal.
using HubAnalyzers.Runtime;

namespace Greenhouse;

internal sealed class Setup
{
    private static readonly string Handle = "https://tfhub.dev/acme/plant_classifier/1";

    public void Run()
    {
        using var model = HubModel.Load(Handle);
        foreach (var epoch in Enumerable.Range(0, 3))
        {
            model.Trainable = true; // expect: HUB0001
            Console.WriteLine(epoch);
        }
    }
}
