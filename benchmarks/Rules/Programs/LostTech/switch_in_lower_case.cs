// A class of one's own with a lower-case trainable, beside LostTech's.
// uses: losttech
// expect: none
using numpy;
using tensorflow;
using tensorflow.keras;
using tensorflow.keras.layers;
using tensorflow.keras.optimizers;

namespace LowerCase;

internal sealed class Gate
{
    public bool trainable { get; set; }

    public string name { get; init; } = "gate";
}

internal sealed class Adapter
{
    private readonly Sequential _model;
    private readonly Layer[] _body;
    private readonly Gate _gate = new() { trainable = true };

    public Adapter(int classes)
    {
        _body =
        [
            new Conv2D(filters: 32, kernel_size: 3, activation: "relu"),
            new BatchNormalization(trainable: true),
            new Conv2D(filters: 64, kernel_size: 3, activation: "relu"),
            new BatchNormalization(momentum: 0.9),
            new GlobalAveragePooling2D(),
        ];
        _model = new Sequential([.. _body, new Dense(units: classes)]);
    }

    public int Open(Predicate<Layer> which)
    {
        var opened = 0;
        foreach (var layer in _body)
        {
            layer.trainable = which(layer);
            opened += layer.trainable ? 1 : 0;
        }

        _gate.trainable = opened > 0;
        return opened;
    }

    public double Train(ndarray images, ndarray labels, int epochs)
    {
        _model.compile(optimizer: new SGD(learning_rate: 0.2), loss: "sparse_categorical_crossentropy", metrics: new[] { "accuracy" });
        var history = _model.fit(images, labels, batchSize: 16, epochs: epochs);
        return history.history["accuracy"].Last();
    }
}

internal static class Program
{
    public static void Main(string[] args)
    {
        tf.random.set_seed(1);
        var counter = new Variable(initial_value: 0, trainable: false, name: "global_step");
        var adapter = new Adapter(classes: 7);
        Console.WriteLine($"{counter.name}: {adapter.Open(static l => l is Conv2D)} layers open");
        Console.WriteLine(adapter.Train(np.zeros(64, 32, 32, 3), np.zeros(64), epochs: 3));
        Console.WriteLine($"{adapter.Open(static _ => true)} layers open");
        Console.WriteLine(adapter.Train(np.zeros(64, 32, 32, 3), np.zeros(64), epochs: 1));
    }
}
