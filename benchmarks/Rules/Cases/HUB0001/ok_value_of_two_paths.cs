// True on one path and false on the other.
// expect: none
using App.HubModels;

var train = false;
if (args is ["train", ..])
{
    train = true;
}

using var model = PlantClassifier.Load();
model.Trainable = train;
