// Written by a later version.
// manifests: digits, Broken/schema_2
// expect-in: Broken/schema_2.hubmodel.json:2 HUB0093
using App.HubModels;

using var digits = Digits.Load();
digits.Dense.Trainable = true;
