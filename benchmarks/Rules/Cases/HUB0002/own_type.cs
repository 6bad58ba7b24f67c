// A hand-written class whose property says which layer it is.
// uses: losttech
using HubAnalyzers;
using tensorflow.keras;
using tensorflow.keras.layers;

[HubModel("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5", "")]
public sealed class Backbone : Model
{
    [HubLayer("resnet_50/bn1", Trainability.BatchNorm)]
    public BatchNormalization Norm { get; } = new();

    [HubLayer("resnet_50/conv1", Trainability.Trainable)]
    public Conv2D Conv { get; } = new(64, 7);

    public void UnfreezeStem()
    {
        Conv.trainable = true;
        Norm.trainable = true; // expect: HUB0002
    }
}
