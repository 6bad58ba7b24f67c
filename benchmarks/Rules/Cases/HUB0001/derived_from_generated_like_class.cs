// A class derived from one that carries the attribute is that model too.
// uses: facts
using HubAnalyzers;

[HubModel("https://tfhub.dev/acme/shelf_detector/2", "")]
public class Detector
{
    public bool Trainable { get; set; }
}

public sealed class TallShelfDetector : Detector
{
    public TallShelfDetector() => Trainable = true; // expect: HUB0001
}
