// LostTech's setter goes to the children.
// uses: losttech
// expect: none
using tensorflow.keras;
using tensorflow.keras.layers;

var model = new Sequential(new Dense(units: 4), new BatchNormalization(), new Dense(units: 2)) { trainable = false };
model.summary();
