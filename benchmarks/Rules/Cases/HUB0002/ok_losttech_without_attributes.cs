// LostTech's own batch norm belongs to no model of the hub.
// uses: losttech
// expect: none
using tensorflow.keras;
using tensorflow.keras.layers;

var norm = new BatchNormalization(momentum: 0.9) { trainable = true };
var model = new Sequential(new Dense(units: 8), norm, new Dense(units: 2));
norm.trainable = true;
model.trainable = true;
