// Two backbones from one factory: what may be trained is the caller's, and the known calls are checked.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow;
using Tensorflow.Hub;
using Tensorflow.Keras;
using Tensorflow.Keras.Engine;
using Tensorflow.NumPy;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

namespace TwoBackbones;

internal static class Factory
{
    public static KerasLayer Backbone(string handle, bool trainable) => new(handle, trainable);

    public static Sequential Classifier(KerasLayer backbone, int classes)
    {
        var layers = new List<ILayer>
        {
            backbone,
            keras.layers.Dropout(0.2f),
            keras.layers.BatchNormalization(name: "head_norm"),
            keras.layers.Dense(classes),
        };
        return keras.Sequential(layers, name: "classifier");
    }
}

internal sealed class Comparison
{
    private readonly Dictionary<string, float> _accuracies = new(StringComparer.Ordinal);

    public void Add(string name, IModel model, NDArray images, NDArray labels)
    {
        model.compile(keras.optimizers.Adam(1e-3f), keras.losses.SparseCategoricalCrossentropy(from_logits: true), new[] { "accuracy" });
        model.fit(images, labels, batch_size: 32, epochs: 5, validation_split: 0.2f);
        _accuracies[name] = model.evaluate(images, labels, verbose: 0)["accuracy"];
    }

    public void Print()
    {
        foreach (var (name, accuracy) in _accuracies.OrderByDescending(static p => p.Value))
        {
            print(name, accuracy);
        }
    }
}

internal static class Program
{
    public static void Main(string[] args)
    {
        var images = np.load(args[0]) / 255f;
        var labels = np.load(args[1]);
        var comparison = new Comparison();

        var frozen = Factory.Backbone(Resnet50.Handle, trainable: false);
        comparison.Add("resnet, frozen", Factory.Classifier(frozen, 12), images, labels);

        var quantised = new KerasLayer(QuantisedMobilenet.Handle, trainable: true); // expect: HUB0001
        comparison.Add("mobilenet, quantised", Factory.Classifier(quantised, 12), images, labels);

        var chosen = Factory.Backbone(args.ElementAtOrDefault(2) ?? Resnet50.Handle, trainable: args.Contains("--train"));
        comparison.Add("as asked", Factory.Classifier(chosen, 12), images, labels);
        comparison.Print();
    }
}
