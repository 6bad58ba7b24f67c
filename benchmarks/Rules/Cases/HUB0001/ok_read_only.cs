// Reading and comparing the switch.
// expect: none
using App.HubModels;

using var model = PlantClassifier.Load();
if (model.Trainable == true || model.Bn1.Trainable)
{
    throw new InvalidOperationException("A frozen model trains.");
}
