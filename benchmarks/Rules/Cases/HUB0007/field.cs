// The model is a field; both writes are in one method.
using App.HubModels;

namespace Voice;

public sealed class Adapter
{
    private readonly SpeechCommands _net = SpeechCommands.Load();

    public void Prepare()
    {
        _net.Logits.Trainable = true;
        _net.Trainable = false; // expect: HUB0007
    }
}
