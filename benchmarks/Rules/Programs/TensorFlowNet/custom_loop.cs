// A training loop by hand that chooses its variables itself.
// uses: tensorflow.net
// expect: none
using Tensorflow;
using Tensorflow.Keras.Engine;
using Tensorflow.NumPy;
using static Tensorflow.Binding;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

namespace CustomLoop;

internal sealed class Trainer
{
    private readonly IModel _model;
    private readonly IOptimizer _optimizer;
    private readonly ResourceVariable _step = tf.Variable(0, trainable: false, name: "step");
    private readonly HashSet<string> _frozen;

    public Trainer(IModel model, IOptimizer optimizer, IEnumerable<string> frozen)
    {
        _model = model;
        _optimizer = optimizer;
        _frozen = frozen.ToHashSet(StringComparer.Ordinal);
    }

    public float Step(NDArray images, NDArray labels)
    {
        using var tape = tf.GradientTape();
        Tensor scores = _model.Apply(images, training: true);
        var loss = tf.reduce_mean(tf.square(scores - labels));
        var variables = _model.TrainableVariables.Where(v => !_frozen.Contains(v.Name)).ToList();
        var gradients = tape.gradient(loss, variables);
        _optimizer.apply_gradients(zip(gradients, variables));
        _step.assign_add(1);
        return (float)loss;
    }
}

internal static class Program
{
    private const int Batch = 8;

    public static void Main(string[] args)
    {
        var inputs = keras.Input(shape: (224, 224, 3));
        var features = hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5").Apply(inputs);
        var hidden = keras.layers.Dense(64, activation: "relu").Apply(features);
        var outputs = keras.layers.Dense(1).Apply(hidden);
        var model = keras.Model(inputs, outputs, "age");
        var trainer = new Trainer(model, keras.optimizers.SGD(0.5f), File.ReadLines("frozen.txt"));

        var images = np.load("faces.npy");
        var ages = np.load("ages.npy");
        for (var epoch = 0; epoch < 10; epoch++)
        {
            var sum = 0f;
            for (var i = 0; i < 100; i++)
            {
                sum += trainer.Step(images, ages);
            }

            Console.WriteLine($"epoch {epoch}: {sum / (100 * Batch):F4}");
        }

        model.save_weights("age.h5");
    }
}
