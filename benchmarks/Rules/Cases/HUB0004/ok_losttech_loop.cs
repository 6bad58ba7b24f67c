// LostTech: a loop over the layers of a model that nobody knows.
// uses: losttech
// expect: none
using tensorflow;
using tensorflow.keras.layers;

var model = tf.keras.models.load_model("weights/any");
foreach (var layer in model.layers)
{
    if (layer is not BatchNormalization)
    {
        layer.trainable = true;
    }
}

model.trainable = true;
