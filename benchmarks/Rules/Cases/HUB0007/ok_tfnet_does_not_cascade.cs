// TensorFlow.NET: a parent's flag is not written through to its children.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Layers;

var inner = new DenseArgs { Units = 8 };
inner.Trainable = true;
var outer = new SequentialArgs { Layers = new List<ILayer> { new Dense(inner) } };
outer.Trainable = false;
Console.WriteLine(new Sequential(outer).Name);
