// Two handles are described, the third is not.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Search;

internal static class Ensemble
{
    public static IEnumerable<HubModel> Open()
    {
        yield return HubModel.Load(Resnet50.Handle);
        yield return HubModel.Load("https://tfhub.dev/google/nnlm-en-dim50/2");
        yield return HubModel.Load("https://tfhub.dev/google/universal-sentence-encoder/4"); // expect: HUB0010
    }
}
