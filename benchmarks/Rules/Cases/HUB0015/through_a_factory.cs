// A factory that is always called with the same handle.
// uses: tensorflow.net
using Tensorflow.Hub;

namespace Text;

internal static class Encoders
{
    private const string Elmo = "https://tfhub.dev/google/elmo/3";

    public static KerasLayer Elmo3() => new(Elmo); // expect: HUB0015

    public static KerasLayer Nnlm() => new("https://tfhub.dev/google/nnlm-en-dim50/2");
}
