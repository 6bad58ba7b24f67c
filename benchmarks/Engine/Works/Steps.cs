using System.Linq;
using HubAnalyzers.Benchmarks.Engine.Nets;
using HubAnalyzers.Runtime;
using HubAnalyzers.Runtime.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Optimizer = HubAnalyzers.Runtime.Training.Optimizer;

namespace HubAnalyzers.Benchmarks.Engine.Works;

/// <summary>A step on the same loss, whatever gives the features.</summary>
internal abstract class TrainingStep : Work
{
    protected const double Rate = 1e-6;
    private readonly Tensor _labels = BenchmarkNet.Labels();

    protected Parameter Head { get; } = BenchmarkNet.Head();

    public override double Run()
    {
        using var scope = NewDisposeScope();
        ZeroGradients();
        var loss = nn.functional.cross_entropy(Features().mm(Head), _labels);
        loss.backward();
        Move();
        return loss.ToDouble();
    }

    public override void Dispose()
    {
        Head.Dispose();
        _labels.Dispose();
    }

    protected abstract Tensor Features();

    protected abstract void ZeroGradients();

    protected abstract void Move();
}

/// <summary>The imported model's call for training, every kernel trains; the engine's optimizer.</summary>
internal sealed class EngineStep : TrainingStep
{
    private readonly HubModel _model;
    private readonly Tensor _images = BenchmarkNet.Images();
    private readonly Optimizer _optimizer;

    public EngineStep(string folder)
    {
        _model = HubModel.Load(folder);
        foreach (var layer in _model.Layers.ThatCanTrain)
        {
            layer.Trainable = true;
        }

        var trained = _model.Variables.Where(static v => v.Trainable).Select(static v => new TrainedParameter(v.Name, v.Own, 1, Decays: false));
        _optimizer = Optimizer.Create(new SgdOptions { Momentum = 0.9 }, [new TrainedParameter("head", Head, 1, Decays: false), .. trained]);
    }

    public override void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
        _images.Dispose();
        base.Dispose();
    }

    protected override Tensor Features() => _model.Call(_images, training: true);

    protected override void ZeroGradients() => _optimizer.ZeroGrad();

    protected override void Move() => _optimizer.Step(Rate);
}

/// <summary>A net by hand with torch's optimizer.</summary>
internal abstract class HandStep : TrainingStep
{
    private optim.Optimizer? _optimizer;

    public override void Dispose()
    {
        _optimizer?.Dispose();
        base.Dispose();
    }

    protected void Train(System.Collections.Generic.IEnumerable<Parameter> kernels) => _optimizer = optim.SGD([Head, .. kernels], Rate, momentum: 0.9);

    protected override void ZeroGradients() => _optimizer!.zero_grad();

    protected override void Move() => _optimizer!.step();
}

/// <summary>The plain net.</summary>
internal sealed class PlainStep : HandStep
{
    private readonly PlainNet _net = new(BenchmarkNet.Plan, BenchmarkNet.Weights);
    private readonly Tensor _images = BenchmarkNet.Images().permute(0, 3, 1, 2).contiguous();

    public PlainStep() => Train(_net.Kernels);

    public override void Dispose()
    {
        base.Dispose();
        _net.Dispose();
        _images.Dispose();
    }

    protected override Tensor Features() => _net.call(_images);
}

/// <summary>The tuned net.</summary>
internal sealed class TunedStep : HandStep
{
    private readonly TunedNet _net = new(BenchmarkNet.Plan, BenchmarkNet.Weights, trains: true);
    private readonly Tensor _images = BenchmarkNet.Images();

    public TunedStep() => Train(_net.Kernels);

    public override void Dispose()
    {
        base.Dispose();
        _net.Dispose();
        _images.Dispose();
    }

    protected override Tensor Features() => _net.Forward(_images);
}
