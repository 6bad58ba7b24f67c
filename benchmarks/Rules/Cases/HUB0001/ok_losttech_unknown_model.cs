// A LostTech model loaded from a file: nobody knows what is in it.
// uses: losttech
// expect: none
using tensorflow;
using tensorflow.keras;
using tensorflow.keras.layers;

var model = tf.keras.models.load_model("weights/plants");
model.trainable = true;
Freeze(model, trainable: true);

static void Freeze(Model parent, bool trainable)
{
    parent.trainable = trainable;
    foreach (Layer layer in parent.layers)
    {
        layer.trainable = trainable;
        if (layer is Model nested)
        {
            Freeze(nested, trainable);
        }
    }
}
