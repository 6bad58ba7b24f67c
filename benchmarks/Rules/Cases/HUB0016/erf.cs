// A transformer, whose GELU is made of Erf.
// uses: tensorflow.net
using Tensorflow.Hub;
using static Tensorflow.KerasApi;

const string Bert = "https://tfhub.dev/tensorflow/small_bert/bert_en_uncased_L-2_H-128_A-2/2";
var train = true;
var encoder = new KerasLayer(Bert, trainable: train); // expect: HUB0016
Console.WriteLine(encoder.Name + keras.layers.Dense(2).Name);
