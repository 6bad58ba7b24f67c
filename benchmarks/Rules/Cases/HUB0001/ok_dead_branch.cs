// The request can never run.
// expect: none
using App.HubModels;

const bool FineTune = false;
using var model = PlantClassifier.Load();
if (FineTune)
{
#pragma warning disable CS0162
    model.Trainable = true;
#pragma warning restore CS0162
}

Console.WriteLine(model.Trainable);
