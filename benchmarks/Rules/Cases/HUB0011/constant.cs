// The constant of a class, without a version.
using HubAnalyzers.Runtime;

namespace Text;

internal sealed class Encoder
{
    private const string Handle = "https://tfhub.dev/google/nnlm-en-dim50";

    private readonly HubModel _model = HubModel.Load(Handle); // expect: HUB0011

    public string Name => _model.Facts.Name;
}
