// A head of the program's own that takes anything.
// expect: none
using App.HubModels;

namespace Garden;

internal sealed class ClassificationHead(object model, int classes)
{
    public override string ToString() => $"{model} {classes}";
}

internal static class Start
{
    public static void Main()
    {
        using var model = MobilenetV3Classification.Load();
        Console.WriteLine(new ClassificationHead(model, classes: 2));
    }
}
