// The prefix holds the encoder, all of which can train.
// expect: none
using App.HubModels;

using var speech = SpeechCommands.Load();
foreach (var layer in speech.Layers)
{
    if (layer.Name.StartsWith("speech/encoder/", StringComparison.Ordinal))
    {
        layer.Trainable = true;
    }
}
