// The block form of using, the name in a constant.
using HubAnalyzers.Runtime;

namespace Voice;

internal static class Start
{
    private const string Filterbank = "speech/frontend/filterbank";

    public static int Main()
    {
        using (var net = HubModel.Load("https://www.kaggle.com/models/acme/speech-commands/TensorFlow2/small/1"))
        {
            var layer = net.GetLayer(Filterbank);
            if (!layer.Trainable)
            {
                layer.Trainable = true; // expect: HUB0005
            }
        }

        return 0;
    }
}
