// The model trains, and so may its batch norm.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using static Tensorflow.KerasApi;

var open = new Sequential(new SequentialArgs { Layers = new List<ILayer> { keras.layers.BatchNormalization() } });
var stated = new Sequential(new SequentialArgs { Trainable = true, Layers = new List<ILayer> { keras.layers.BatchNormalization() } });
Console.WriteLine(open.Name + stated.Name);
