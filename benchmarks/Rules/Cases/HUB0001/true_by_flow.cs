// The value is true on every path, though nowhere a literal on the line.
using App.HubModels;

bool train;
if (args.Length > 1)
{
    train = true;
}
else
{
    train = !false;
}

PlantClassifier.Load().Trainable = train; // expect: HUB0001
