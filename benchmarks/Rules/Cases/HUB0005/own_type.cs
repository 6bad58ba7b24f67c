// An attribute on a class of the program's own.
// uses: facts
using HubAnalyzers;

[HubModel("models/digits", "")]
public sealed class DigitNet
{
    [HubLayer("digits/conv_1", Trainability.Frozen)]
    public LayerSwitch First { get; } = new();

    [HubLayer("digits/conv_2", Trainability.Trainable)]
    public LayerSwitch Second { get; } = new();

    public void TrainAll()
    {
        Second.Trainable = true;
        First.Trainable = true; // expect: HUB0005
    }
}

public sealed class LayerSwitch
{
    public bool Trainable { get; set; }
}
