// A service for plant diseases that was built on a classifier nobody can fine-tune.
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

namespace LeafDoctor;

public interface IDiagnosis
{
    string Name { get; }

    double Certainty { get; }
}

public sealed record Diagnosis(string Name, double Certainty) : IDiagnosis;

public sealed class LeafDoctorService : IDisposable
{
    private const int Side = 224;
    private static readonly string[] _names = ["healthy", "rust", "mildew", "scab"];
    private readonly PlantClassifier _classifier;
    private readonly object _gate = new();

    public LeafDoctorService(HubLoadOptions? options = null)
    {
        _classifier = PlantClassifier.Load(options);
    }

    public IDiagnosis Diagnose(float[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != Side * Side * 3)
        {
            throw new ArgumentException($"{Side}x{Side} pixels of three channels are needed.", nameof(pixels));
        }

        lock (_gate)
        {
            using var input = torch.tensor(pixels).reshape(1, Side, Side, 3);
            using var said = _classifier.Call(input);
            using var best = said.argmax(1);
            var index = (int)best.item<long>();
            return new Diagnosis(_names[index % _names.Length], said[0, index].item<float>());
        }
    }

    public void StartLearning(bool wholeModel)
    {
        if (wholeModel)
        {
            _classifier.Trainable = true; // expect: HUB0001
            return;
        }

        _classifier.Dense.Trainable = true; // expect: HUB0001
    }

    public void StopLearning()
    {
        lock (_gate)
        {
            _classifier.Trainable = false;
        }
    }

    public void Dispose() => _classifier.Dispose();
}

internal static class Program
{
    public static void Main(string[] args)
    {
        using var service = new LeafDoctorService(new HubLoadOptions { SearchPaths = args });
        service.StartLearning(wholeModel: args.Length > 1);
        foreach (var file in Directory.EnumerateFiles("leaves", "*.raw"))
        {
            var pixels = File.ReadAllBytes(file).Select(static b => b / 255f).ToArray();
            var diagnosis = service.Diagnose(pixels);
            Console.WriteLine($"{Path.GetFileName(file)}: {diagnosis.Name} ({diagnosis.Certainty:P0})");
        }

        service.StopLearning();
    }
}
