// Freezing a nested model by recursion, as public code does it.
// uses: losttech
// expect: none
using numpy;
using tensorflow;
using tensorflow.keras;
using tensorflow.keras.layers;
using tensorflow.keras.optimizers;

namespace Freezing;

internal static class LayerExtensions
{
    public static int SetTrainable(this ILayer parent, bool trainable, Func<ILayer, bool>? except = null)
    {
        if (except?.Invoke(parent) == true)
        {
            return 0;
        }

        parent.trainable = trainable;
        var changed = 1;
        if (parent is Model model)
        {
            foreach (var child in model.layers)
            {
                changed += child.SetTrainable(trainable, except);
            }
        }

        return changed;
    }

    public static IEnumerable<Layer> Flatten(this Model model)
    {
        foreach (var layer in model.layers)
        {
            if (layer is Model nested)
            {
                foreach (var inner in nested.Flatten())
                {
                    yield return inner;
                }
            }
            else
            {
                yield return layer;
            }
        }
    }
}

internal sealed record Plan(string Backbone, int Classes, int FrozenEpochs, int OpenEpochs);

internal static class Program
{
    public static int Main(string[] args)
    {
        var plan = new Plan(args.ElementAtOrDefault(0) ?? "backbone", Classes: 6, FrozenEpochs: 5, OpenEpochs: 2);
        var backbone = tf.keras.models.load_model(plan.Backbone);
        Console.WriteLine($"{backbone.SetTrainable(false)} layers frozen");

        var model = new Sequential(backbone, new GlobalAveragePooling2D(), new Dense(units: plan.Classes));
        Fit(model, plan.FrozenEpochs, rate: 0.01);

        Console.WriteLine($"{backbone.SetTrainable(true, except: static l => l is BatchNormalization)} layers open");
        Fit(model, plan.OpenEpochs, rate: 1e-5);
        foreach (var layer in model.Flatten().Where(static l => l.trainable))
        {
            Console.WriteLine(layer.name);
        }

        return 0;
    }

    private static void Fit(Model model, int epochs, double rate)
    {
        model.compile(optimizer: new Adam(learning_rate: rate), loss: "sparse_categorical_crossentropy", metrics: new[] { "accuracy" });
        model.fit(np.zeros(32, 96, 96, 3), np.zeros(32), batchSize: 8, epochs: epochs);
    }
}
