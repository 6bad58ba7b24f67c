// A text model takes strings.
// uses: tensorflow.net
using Tensorflow;
using Tensorflow.Hub;
using static Tensorflow.Binding;
using static Tensorflow.KerasApi;

var inputs = keras.Input(shape: Shape.Scalar, dtype: tf.float32); // expect: HUB0013
var features = new KerasLayer("https://tfhub.dev/google/nnlm-en-dim50/2").Apply(inputs);
print(features);
