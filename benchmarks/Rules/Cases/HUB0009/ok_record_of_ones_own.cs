// A stage of the program's own.
// expect: none
namespace Rockets;

internal sealed record FineTuneStage(string Name, int Epochs, double LearningRate)
{
    public string[] Layers { get; init; } = [];
}

internal static class Start
{
    public static void Main()
    {
        var first = new FineTuneStage("boost", Epochs: 1, LearningRate: 9.81) { Layers = ["fuel"] };
        Console.WriteLine(first);
    }
}
