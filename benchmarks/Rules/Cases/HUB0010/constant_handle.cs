// The constant is declared elsewhere; the load is where it matters.
using HubAnalyzers.Runtime;

namespace Sound;

internal static class Handles
{
    internal const string Yamnet = "https://tfhub.dev/google/yamnet/1";
}

internal sealed class Tagger
{
    public HubModel Open() => HubModel.Load(Handles.Yamnet); // expect: HUB0010
}
