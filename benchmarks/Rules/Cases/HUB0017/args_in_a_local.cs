// The arguments are put together step by step.
// uses: tensorflow.net
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using static Tensorflow.KerasApi;

var parts = new SequentialArgs { Name = "encoder", Trainable = false };
parts.Layers = new List<ILayer> { keras.layers.Dense(16), keras.layers.BatchNormalization() }; // expect: HUB0017
var encoder = new Sequential(parts);
Console.WriteLine(encoder.Name);
