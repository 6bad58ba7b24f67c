// A model for an accelerator.
using HubAnalyzers.Runtime;

namespace Camera;

internal sealed class Edge
{
    private static readonly string Handle = "https://tfhub.dev/google/coral-model/mobilenet_v2_1.0_224_quant/1/default/1";

    public HubModel Open()
    {
        return HubModel.Load(Handle); // expect: HUB0012
    }
}
