// The fast optimizer belongs to a small model beside the pretrained one.
// uses: tensorflow.net
// expect: none
using Tensorflow.Keras;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

var loss = keras.losses.SparseCategoricalCrossentropy(from_logits: true);
var tuned = keras.Sequential(new List<ILayer> { hub.KerasLayer("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5", trainable: true), keras.layers.Dense(5) });
tuned.compile(keras.optimizers.Adam(1e-5f), loss);
var small = keras.Sequential(new List<ILayer> { keras.layers.Flatten(), keras.layers.Dense(5) });
small.compile(keras.optimizers.Adam(0.1f), loss);
