// A backbone whose class says which model it is, layer by layer.
// uses: losttech
using HubAnalyzers;
using numpy;
using tensorflow;
using tensorflow.keras;
using tensorflow.keras.layers;
using tensorflow.keras.optimizers;

namespace Backbones;

[HubModel("https://tfhub.dev/google/imagenet/mobilenet_v2_050_96/feature_vector/5", "")]
public sealed class Backbone : Model
{
    [HubLayer("mobilenet_v2/stem", Trainability.Trainable)]
    public Conv2D Stem { get; } = new(filters: 16, kernel_size: 3);

    [HubLayer("mobilenet_v2/stem_bn", Trainability.BatchNorm)]
    public BatchNormalization StemNorm { get; } = new();

    [HubLayer("mobilenet_v2/top_conv", Trainability.Frozen)]
    public Conv2D Top { get; } = new(filters: 1280, kernel_size: 1);

    public override IGraphNodeBase __call__(IGraphNodeBase input) =>
        Top.__call__(StemNorm.__call__(Stem.__call__(input)));
}

internal sealed class Session(Backbone backbone, int classes)
{
    private readonly Dense _head = new(units: classes);

    public void Prepare(bool deep)
    {
        backbone.Stem.trainable = true;
        _head.trainable = true;
        if (deep)
        {
            backbone.Top.trainable = true; // expect: HUB0005
            backbone.StemNorm.trainable = true; // expect: HUB0002
        }
    }

    public void Train(ndarray images, ndarray labels)
    {
        var model = new Sequential(backbone, new Dropout(rate: 0.2), _head);
        model.compile(optimizer: new SGD(learning_rate: 0.01, momentum: 0.9), loss: "sparse_categorical_crossentropy");
        model.fit(images, labels, batchSize: 16, epochs: 3);
        model.save_weights("session.hdf5");
    }
}

internal static class Program
{
    public static void Main(string[] args)
    {
        var session = new Session(new Backbone(), classes: 4);
        session.Prepare(deep: args.Contains("--deep"));
        session.Train(np.zeros(64, 96, 96, 3), np.zeros(64));
        Console.WriteLine("done");
    }
}
