// A wake word of one's own on a speech model, by names in constants.
using HubAnalyzers.Runtime;
using TorchSharp;

const string Handle = "https://www.kaggle.com/models/acme/speech-commands/TensorFlow2/small/1";
const string Encoder = "speech/encoder";
const int SampleRate = 16_000;

if (args is not [var folder, ..])
{
    Console.Error.WriteLine("usage: wake-word FOLDER");
    return 2;
}

using var model = HubModel.Load(Handle);
model.GetLayer($"{Encoder}/lstm").Trainable = true;
model.GetLayer($"{Encoder}/gru").Trainable = true;
model.GetLayer("speech/frontend/filterbank").Trainable = true; // expect: HUB0005
model.GetLayer($"{Encoder}/gru_2").Trainable = false; // expect: HUB0006

var losses = new List<double>();
var optimizer = torch.optim.Adam(model.Variables.Where(v => v.Trainable).Select(v => (TorchSharp.Modules.Parameter)v.Value), lr: 1e-4);
for (var epoch = 0; epoch < 5; epoch++)
{
    foreach (var file in Directory.EnumerateFiles(folder, "*.pcm").Order(StringComparer.Ordinal))
    {
        using var scope = torch.NewDisposeScope();
        var label = Path.GetFileNameWithoutExtension(file).StartsWith("wake", StringComparison.Ordinal) ? 1L : 0L;
        var scores = model.Call(Read(file));
        var loss = torch.nn.functional.cross_entropy(scores, torch.tensor(new[] { label }));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        losses.Add(loss.item<float>());
    }

    Console.WriteLine($"epoch {epoch}: {losses.TakeLast(20).DefaultIfEmpty(0).Average():F4}");
}

using (torch.no_grad())
{
    foreach (var layer in model.Layers.Where(static l => l.Trainable))
    {
        Console.WriteLine($"trained {layer.Name}");
    }
}

model.Export(Path.Combine(folder, "personal"));
return 0;

static torch.Tensor Read(string file)
{
    var bytes = File.ReadAllBytes(file);
    var samples = new float[SampleRate];
    for (var i = 0; i < Math.Min(samples.Length, bytes.Length / 2); i++)
    {
        samples[i] = BitConverter.ToInt16(bytes, i * 2) / 32768f;
    }

    return torch.tensor(samples).reshape(1, SampleRate);
}
