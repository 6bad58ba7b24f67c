// TensorFlow.NET asks by position, in a constructor.
// uses: tensorflow.net
using Tensorflow.Hub;
using Tensorflow.Keras;
using static Tensorflow.KerasApi;

namespace Greenhouse;

public static class Net
{
    private const string Handle = "https://tfhub.dev/acme/plant_classifier/1";

    public static Tensorflow.Keras.Engine.Sequential Build(int classes) => keras.Sequential(
        new List<ILayer>
        {
            new KerasLayer(Handle, true), // expect: HUB0001 HUB0014
            keras.layers.Dense(classes),
        });
}
