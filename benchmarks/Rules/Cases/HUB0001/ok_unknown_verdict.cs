// Nobody has inspected the bytes of this one.
// expect: none
using App.HubModels;

using var model = Uninspected.Load();
model.Trainable = true;
model.Conv.Trainable = true;
