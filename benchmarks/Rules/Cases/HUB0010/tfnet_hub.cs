// TensorFlow.NET, through hub.
// uses: tensorflow.net
using static Tensorflow.HubAPI;

var layer = hub.KerasLayer("https://tfhub.dev/google/imagenet/inception_v3/feature_vector/5"); // expect: HUB0010
Console.WriteLine(layer.Name);
