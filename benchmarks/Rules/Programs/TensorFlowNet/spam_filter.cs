// Sentences to spam or not, on an embedding whose gradient is not there.
// uses: tensorflow.net
using Tensorflow;
using Tensorflow.Hub;
using Tensorflow.Keras;
using Tensorflow.Keras.Engine;
using Tensorflow.NumPy;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

namespace SpamFilter;

internal sealed class Mailbox(string path)
{
    public (NDArray Texts, NDArray Labels) Read()
    {
        var lines = File.ReadAllLines(path);
        var labels = lines.Select(static l => l.StartsWith("spam", StringComparison.OrdinalIgnoreCase) ? 1 : 0).ToArray();
        var texts = lines.Select(static l => l[(l.IndexOf('\t') + 1)..]).ToArray();
        return (new NDArray(texts), np.array(labels));
    }
}

internal sealed class SpamModel
{
    private const string Embedding = "https://tfhub.dev/google/nnlm-en-dim50/2";
    private readonly Sequential _model;

    public SpamModel(bool small)
    {
        var embedding = new KerasLayer(Embedding, trainable: true); // expect: HUB0016
        var layers = new List<ILayer> { embedding };
        if (!small)
        {
            layers.Add(keras.layers.Dense(64, activation: "relu"));
            layers.Add(keras.layers.Dropout(0.5f));
        }

        layers.Add(keras.layers.Dense(1));
        _model = keras.Sequential(layers, name: "spam");
        _model.compile(keras.optimizers.Adam(), keras.losses.BinaryCrossentropy(from_logits: true), new[] { "accuracy" });
    }

    public void Load(string weights) => _model.load_weights(weights);

    public void Report() => _model.summary();

    public bool IsSpam(string text) => (float)(Tensor)_model.predict(new NDArray(new[] { text })) > 0;
}

internal static class Program
{
    public static void Main(string[] args)
    {
        var (texts, labels) = new Mailbox(args[0]).Read();
        print(texts.shape, labels.shape);
        var model = new SpamModel(small: args.Contains("--small"));
        model.Load("spam.h5");
        model.Report();
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            Console.WriteLine(model.IsSpam(line) ? "spam" : "ham");
        }
    }
}
