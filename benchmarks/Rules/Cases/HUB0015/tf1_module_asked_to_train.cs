// Two mistakes: it cannot be loaded, and it could not train.
// uses: tensorflow.net
using Tensorflow.Hub;

var elmo = new KerasLayer("https://tfhub.dev/google/elmo/3", trainable: true); // expect: HUB0001 HUB0015
Console.WriteLine(elmo.Name);
