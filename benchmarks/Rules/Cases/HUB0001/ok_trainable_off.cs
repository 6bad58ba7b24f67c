// Switching a frozen model off is nothing to complain about.
// expect: none
using App.HubModels;

using var model = PlantClassifier.Load();
model.Trainable = false;
model.Dense.Trainable = false;
