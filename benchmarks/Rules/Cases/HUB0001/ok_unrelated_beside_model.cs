// An option record of the program's own, beside a frozen model.
// expect: none
using App.HubModels;

var options = new Options { Trainable = true };
using var plants = PlantClassifier.Load();
Console.WriteLine(plants.Facts.Name + options.Trainable);
options = options with { Trainable = true };

internal sealed record Options
{
    public bool Trainable { get; set; }
}
