// The whole backbone is fine-tuned from the first fit, and too fast.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow;
using Tensorflow.Hub;
using Tensorflow.Keras.Engine;
using Tensorflow.NumPy;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

namespace FineTuned;

internal sealed record Data(NDArray TrainImages, NDArray TrainLabels, NDArray TestImages, NDArray TestLabels)
{
    public static Data Load(string folder) => new(
        np.load(Path.Combine(folder, "x_train.npy")) / 255f,
        np.load(Path.Combine(folder, "y_train.npy")),
        np.load(Path.Combine(folder, "x_test.npy")) / 255f,
        np.load(Path.Combine(folder, "y_test.npy")));
}

internal sealed class Experiment(string name, int classes)
{
    private IModel? _model;

    public string Name { get; } = name;

    public void Run(Data data, int epochs)
    {
        var inputs = keras.Input(shape: (224, 224, 3), name: "image");
        var backbone = new KerasLayer(Resnet50.Handle, trainable: true);
        var x = backbone.Apply(inputs);
        x = keras.layers.Dropout(0.3f).Apply(x);
        var outputs = keras.layers.Dense(classes).Apply(x);
        _model = keras.Model(inputs, outputs, name: Name);

        var optimizer = keras.optimizers.Adam(learning_rate: 0.005f); // expect: HUB0009
        _model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits: true), new[] { "accuracy" });
        var history = _model.fit(data.TrainImages, data.TrainLabels, batch_size: 16, epochs: epochs, validation_split: 0.1f); // expect: HUB0008
        foreach (var (metric, values) in history.history)
        {
            print(metric, values.Last());
        }

        foreach (var (metric, value) in _model.evaluate(data.TestImages, data.TestLabels, verbose: 0))
        {
            print(metric, value);
        }
    }

    public void Save(string folder) => _model!.save(Path.Combine(folder, Name), save_format: "tf");
}

internal static class Program
{
    public static int Main(string[] args)
    {
        if (args.Length < 2)
        {
            Console.Error.WriteLine("usage: fine-tuned DATA OUT");
            return 2;
        }

        tf.enable_eager_execution();
        var data = Data.Load(args[0]);
        var experiment = new Experiment("pets", classes: 37);
        experiment.Run(data, epochs: 4);
        experiment.Save(args[1]);
        return 0;
    }
}
