// The gradient of an embedding is missing.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow.Hub;

namespace Text;

internal sealed class SpamFilter
{
    private readonly KerasLayer _embedding = new KerasLayer(NnlmEn.Handle, true); // expect: HUB0016

    public int Weights => _embedding.TrainableVariables.Count;
}
