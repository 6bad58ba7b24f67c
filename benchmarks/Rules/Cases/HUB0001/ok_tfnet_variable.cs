// A step counter of TensorFlow.NET is a variable of the program's own.
// uses: tensorflow.net
// expect: none
using Tensorflow;
using static Tensorflow.Binding;

var step = tf.Variable(0, trainable: false, name: "global_step");
var scale = tf.Variable(1f, trainable: true, name: "https://tfhub.dev/acme/plant_classifier/1");
var shift = new ResourceVariable(initial_value: 0f, trainable: true);
var old = tf.compat.v1.get_variable("w", trainable: true);
print(step, scale, shift, old);
