// AdamW in a local.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow.Hub;
using static Tensorflow.KerasApi;

var inputs = keras.Input(shape: (224, 224, 3));
var backbone = new KerasLayer(Resnet50.Handle, trainable: true);
var outputs = keras.layers.Dense(3).Apply(backbone.Apply(inputs));
var model = keras.Model(inputs, outputs);
var optimizer = keras.optimizers.AdamW(learning_rate: 0.05f, weight_decay: 1e-4f); // expect: HUB0009
model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits: true));
