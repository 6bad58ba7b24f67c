// A ranker on text embeddings: everything of it can train, and nothing is wrong.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Ranking;

internal readonly record struct Pair(string Query, string Document, bool Relevant);

internal sealed class PairReader(TextReader reader)
{
    public IEnumerable<Pair> Read()
    {
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split('\t');
            if (parts is [var query, var document, var relevant])
            {
                yield return new Pair(query, document, relevant == "1");
            }
        }
    }
}

internal sealed class Ranker : IDisposable
{
    private readonly NnlmEn _text = NnlmEn.Load();
    private readonly Dictionary<string, bool> _wasTrainable = new(StringComparer.Ordinal);

    public void Unfreeze()
    {
        foreach (var layer in _text.Layers)
        {
            _wasTrainable[layer.Name] = layer.Trainable;
            layer.Trainable = true;
        }
    }

    public void Restore()
    {
        foreach (var (name, trainable) in _wasTrainable)
        {
            _text.GetLayer(name).Trainable = trainable;
        }
    }

    public IEnumerable<HubVariable> Weights() => _text.Variables.Where(static v => v.Trainable);

    public void Dispose() => _text.Dispose();
}

internal static class Program
{
    public static int Main(string[] args)
    {
        using var ranker = new Ranker();
        using var file = File.OpenText(args[0]);
        var pairs = new PairReader(file).Read().ToList();
        Console.WriteLine($"{pairs.Count} pairs, {pairs.Count(static p => p.Relevant)} relevant");

        ranker.Unfreeze();
        try
        {
            foreach (var weight in ranker.Weights())
            {
                Console.WriteLine($"{weight.Name} [{string.Join(", ", weight.Facts.Shape)}]");
            }
        }
        finally
        {
            ranker.Restore();
        }

        return ranker.Weights().Any() ? 1 : 0;
    }
}
