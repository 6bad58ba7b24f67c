// LostTech's get_layer asks a model that nobody knows.
// uses: losttech
// expect: none
using tensorflow;

var model = tf.keras.models.load_model("weights/any");
model.get_layer("resnet_50/con1").trainable = true;
