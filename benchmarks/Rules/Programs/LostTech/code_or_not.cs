// Which language is this picture of code in? A network of one's own, frozen when it is only asked.
// uses: losttech
// expect: none
using numpy;
using tensorflow;
using tensorflow.keras;
using tensorflow.keras.layers;
using tensorflow.keras.optimizers;

namespace CodeOrNot;

internal sealed class ResidualBlock : Model
{
    private readonly List<Conv2D> _convolutions = [];
    private readonly List<BatchNormalization> _norms = [];

    public ResidualBlock(int kernelSize, int[] filters)
    {
        foreach (var count in filters)
        {
            _convolutions.Add(new Conv2D(filters: count, kernel_size: kernelSize, padding: "same"));
            _norms.Add(new BatchNormalization());
        }
    }

    public void FreezeNorms()
    {
        foreach (var norm in _norms)
        {
            norm.trainable = false;
        }
    }

    public override IGraphNodeBase __call__(IGraphNodeBase input)
    {
        var result = input;
        for (var i = 0; i < _convolutions.Count; i++)
        {
            result = _norms[i].__call__(_convolutions[i].__call__(result));
        }

        return result;
    }
}

internal static class Networks
{
    public static Sequential Create(int classes, int filters = 8)
    {
        int[] block = [filters, filters, filters];
        return new Sequential(
            new Dropout(rate: 0.05),
            new Conv2D(filters: filters, kernel_size: 5, padding: "same"),
            new ResidualBlock(3, block),
            new ResidualBlock(3, block),
            new GlobalAveragePooling2D(),
            new Dense(units: classes, activation: "softmax"));
    }
}

internal sealed class Viewer
{
    private readonly Model _model = Networks.Create(classes: 8);
    private bool _loaded;

    public void Load(string weights)
    {
        while (!_loaded)
        {
            _model.load_weights(weights);
            _model.trainable = false;
            _loaded = true;
        }
    }

    public ndarray Ask(ndarray picture) => _model.predict(np.expand_dims(picture, axis: 0));
}

internal static class Program
{
    public static void Main(string[] args)
    {
        tf.random.set_seed(5);
        var model = Networks.Create(classes: 8);
        model.build(new TensorShape(null, 64, 64, 1));
        model.compile(optimizer: new Adam(), loss: "sparse_categorical_crossentropy", metrics: new[] { "accuracy" });
        model.trainable = true;
        model.fit(np.zeros(128, 64, 64, 1), np.zeros(128), batchSize: 32, epochs: 20);
        model.save_weights("code.hdf5");

        var viewer = new Viewer();
        viewer.Load(args.Length > 0 ? args[0] : "code.hdf5");
        Console.WriteLine(viewer.Ask(np.zeros(64, 64, 1)));
    }
}
