// StopGradient stands between the filter bank and every output.
using App.HubModels;

namespace Voice;

public sealed class WakeWord
{
    private readonly SpeechCommands _net = SpeechCommands.Load();

    public void Personalise()
    {
        _net.Encoder.Lstm.Trainable = true;
        _net.Frontend.Filterbank.Trainable = true; // expect: HUB0005
    }
}
