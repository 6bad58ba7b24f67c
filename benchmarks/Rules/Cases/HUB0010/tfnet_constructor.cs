// TensorFlow.NET, by constructor, on Kaggle.
// uses: tensorflow.net
using Tensorflow.Hub;

var layer = new KerasLayer("https://www.kaggle.com/models/google/yamnet/TensorFlow2/yamnet/1", trainable: false); // expect: HUB0010
Console.WriteLine(layer.Name);
