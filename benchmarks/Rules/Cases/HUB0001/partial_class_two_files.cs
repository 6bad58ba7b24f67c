// The field is filled in one file and switched on in the other.
using HubAnalyzers.Runtime;

namespace Greenhouse;

public sealed partial class Gardener
{
    private readonly HubModel _plants = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
}
// file: Gardener.Training.cs
namespace Greenhouse;

public sealed partial class Gardener
{
    public void Train()
    {
        _plants.Trainable = true; // expect: HUB0001
    }
}
