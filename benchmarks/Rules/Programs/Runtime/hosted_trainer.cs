// A background job that is handed its model by a container; one helper reaches too far.
using System.Threading.Channels;
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Hosted;

public sealed record TrainingRequest(Guid Id, string Folder, bool Deep);

public sealed record TrainingOutcome(Guid Id, double Accuracy, string? Error);

public interface IImageSource
{
    Task<LabelledImages> ReadAsync(string folder, CancellationToken cancellationToken);
}

internal static class Unfreezing
{
    public static void Block(this Resnet50 net, bool on)
    {
        net.Block4.ConvA.Trainable = on;
        net.Block4.ConvB.Trainable = on;
    }

    public static void Everything(HubModel model)
    {
        foreach (var layer in model.Layers)
        {
            layer.Trainable = true;
        }
    }
}

public sealed class TrainingWorker(Resnet50 net, IImageSource images, ChannelReader<TrainingRequest> requests)
{
    private readonly List<TrainingOutcome> _outcomes = [];

    public IReadOnlyList<TrainingOutcome> Outcomes => _outcomes;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var request in requests.ReadAllAsync(cancellationToken))
        {
            try
            {
                _outcomes.Add(await RunAsync(request, cancellationToken));
            }
            catch (HubTrainabilityException refused)
            {
                _outcomes.Add(new TrainingOutcome(request.Id, 0, $"{refused.RuleId}: {refused.Sentence}"));
            }
        }
    }

    private async Task<TrainingOutcome> RunAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var set = await images.ReadAsync(request.Folder, cancellationToken);
        using var head = new ClassificationHead(net, classes: set.Labels.Max() + 1);
        if (request.Deep)
        {
            Unfreezing.Everything(net); // expect: HUB0004
        }
        else
        {
            net.Block(on: true);
        }

        var options = new FineTuneOptions
        {
            Stages =
            [
                new FineTuneStage("head", Epochs: 10, LearningRate: 1e-3),
                new FineTuneStage("block 4", Epochs: 2, LearningRate: 1e-5) { Layers = [net.Block4.ConvA] },
            ],
        };
        var result = await Task.Run(() => new FineTuner(net, head).Train(set, set, options, cancellationToken: cancellationToken), cancellationToken);
        return new TrainingOutcome(request.Id, result.AccuracyAfter, Error: null);
    }
}
