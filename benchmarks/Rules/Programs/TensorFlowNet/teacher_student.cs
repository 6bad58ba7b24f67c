// A frozen teacher whose batch norm moves all the same.
// uses: tensorflow.net
using Tensorflow;
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Layers;
using Tensorflow.NumPy;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

namespace Distillation;

internal static class Networks
{
    public static Sequential Teacher() => new(new SequentialArgs
    {
        Name = "teacher",
        Trainable = false,
        Layers = new List<ILayer>
        {
            keras.layers.Conv2D(32, (3, 3), activation: "relu"),
            keras.layers.BatchNormalization(), // expect: HUB0017
            keras.layers.Conv2D(64, (3, 3), activation: "relu"),
            keras.layers.BatchNormalization(trainable: false),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(10),
        },
    });

    public static Sequential Student() => new(new SequentialArgs
    {
        Name = "student",
        Layers = new List<ILayer>
        {
            new Conv2D(new Conv2DArgs { Filters = 8, KernelSize = (3, 3), Trainable = true }),
            new BatchNormalization(new BatchNormalizationArgs { Momentum = 0.9f }),
            keras.layers.GlobalAveragePooling2D(),
            new Dense(new DenseArgs { Units = 10 }),
        },
    });
}

internal sealed class Distiller(Model teacher, Model student, IOptimizer optimizer)
{
    public float Step(NDArray images, float temperature)
    {
        var wanted = (Tensor)teacher.Apply(images, training: false) / temperature;
        using var tape = tf.GradientTape();
        var said = (Tensor)student.Apply(images, training: true) / temperature;
        var loss = tf.reduce_mean(tf.square(said - wanted));
        var gradients = tape.gradient(loss, student.TrainableVariables);
        optimizer.apply_gradients(zip(gradients, student.TrainableVariables));
        return (float)loss;
    }
}

internal static class Program
{
    public static void Main()
    {
        var teacher = Networks.Teacher();
        teacher.load_weights("teacher.h5");
        var student = Networks.Student();
        var distiller = new Distiller(teacher, student, keras.optimizers.SGD(0.3f, momentum: 0.9f));
        var images = np.random.random((64, 32, 32, 3));
        foreach (var epoch in range(20))
        {
            print("epoch", epoch, "loss", distiller.Step(images, temperature: 4f));
        }

        student.save_weights("student.h5");
    }
}
