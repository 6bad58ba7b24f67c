// LostTech: the setter of a model goes to all its layers.
// uses: losttech
using HubAnalyzers;
using tensorflow.keras;
using tensorflow.keras.layers;

[HubModel("https://tfhub.dev/google/nnlm-en-dim50/2", "")]
public sealed class TextNet : Model
{
    [HubLayer("nnlm/hidden", Trainability.Trainable)]
    public Layer Hidden { get; } = new Dense(units: 50);

    public void Prepare()
    {
        Hidden.trainable = false;
        trainable = true; // expect: HUB0007
    }
}
