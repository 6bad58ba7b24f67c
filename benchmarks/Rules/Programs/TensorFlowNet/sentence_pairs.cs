// Two encoders side by side, one of which its Hub layer cannot load.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow;
using Tensorflow.Hub;
using Tensorflow.Keras.Engine;
using Tensorflow.NumPy;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

namespace SentencePairs;

internal static class Encoders
{
    private const string ElmoHandle = "https://tfhub.dev/google/elmo/3";

    public static KerasLayer Fast() => new(NnlmEn.Handle);

    public static KerasLayer Good() => new(ElmoHandle); // expect: HUB0015
}

internal sealed class Similarity
{
    private readonly IModel _model;

    public Similarity(KerasLayer encoder)
    {
        var left = keras.Input(shape: Shape.Scalar, dtype: tf.@string, name: "left");
        var right = keras.Input(shape: Shape.Scalar, dtype: tf.@string, name: "right");
        var both = keras.layers.Concatenate().Apply(new Tensors(encoder.Apply(left), encoder.Apply(right)));
        var hidden = keras.layers.Dense(32, activation: "relu").Apply(both);
        var normed = keras.layers.LayerNormalization(-1).Apply(hidden);
        var score = keras.layers.Dense(1, activation: "sigmoid").Apply(normed);
        _model = keras.Model(new Tensors(left, right), score, "similarity");
        _model.compile(keras.optimizers.RMSprop(0.05f), keras.losses.BinaryCrossentropy());
    }

    public void Fit(NDArray left, NDArray right, NDArray same) => _model.fit(new[] { left, right }, same, batch_size: 32, epochs: 3);
}

internal static class Program
{
    public static void Main(string[] args)
    {
        var pairs = File.ReadAllLines(args[0]).Select(static l => l.Split('\t')).Where(static p => p.Length == 3).ToList();
        var left = new NDArray(pairs.Select(static p => p[0]).ToArray());
        var right = new NDArray(pairs.Select(static p => p[1]).ToArray());
        var same = np.array(pairs.Select(static p => p[2] == "1" ? 1 : 0).ToArray());

        var encoder = args.Contains("--good") ? Encoders.Good() : Encoders.Fast();
        var similarity = new Similarity(encoder);
        similarity.Fit(left, right, same);
    }
}
