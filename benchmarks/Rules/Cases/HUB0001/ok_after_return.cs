// Nothing after the throw runs.
// expect: none
using App.HubModels;

namespace Greenhouse;

internal static class Start
{
    public static void Run()
    {
        var model = PlantClassifier.Load();
        throw new NotSupportedException(model.Facts.Name);
#pragma warning disable CS0162
        model.Trainable = true;
#pragma warning restore CS0162
    }
}
