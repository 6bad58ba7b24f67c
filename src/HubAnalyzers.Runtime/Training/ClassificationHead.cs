using System;
using System.Linq;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>A dense layer that turns a model's features or logits into scores of new classes.</summary>
public sealed class ClassificationHead : IDisposable
{
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _linear;

    /// <summary>Creates a head with small random weights.</summary>
    /// <param name="model">The model it stands on. Its first output must be a vector per image, and no probabilities.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="seed">Decides the first weights.</param>
    /// <exception cref="ArgumentException">The model's output cannot carry a head.</exception>
    public ClassificationHead(HubModel model, int classes, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Features = FeaturesOf(model);
        Classes = classes;
        Native.TorchNative.EnsureLoaded();
        using var generator = new torch.Generator((ulong)seed);
        using var scope = torch.NewDisposeScope();
        var linear = torch.nn.Linear(Features, classes);
        using (torch.no_grad())
        {
            var bound = 1 / Math.Sqrt(Features);
            using var width = (2 * bound).ToScalar();
            using var offset = torch.tensor((float)bound);
            linear.weight!.copy_(torch.rand([classes, Features], generator: generator).mul_(width).sub_(offset));
            linear.bias!.zero_();
        }

        _linear = linear;
        linear.weight.DetachFromDisposeScope();
        linear.bias.DetachFromDisposeScope();
    }

    /// <summary>The size of the vectors it takes.</summary>
    public long Features { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The module, to save or to look into. Its weight is [classes, features].</summary>
    public torch.nn.Module<torch.Tensor, torch.Tensor> Module => _linear;

    /// <summary>Scores (logits) of each class, [batch, classes].</summary>
    public torch.Tensor Call(torch.Tensor features) => _linear.call(features);

    /// <summary>Writes weights and bias as a checkpoint under the keys <c>head/kernel</c> ([features, classes], TensorFlow's layout) and <c>head/bias</c>.</summary>
    /// <param name="prefixPath">The path without <c>.index</c>.</param>
    public void Export(string prefixPath)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var parameters = _linear.named_parameters().ToDictionary(static p => p.name, static p => p.parameter);
        SavedModel.TensorBundleWriter.Write(
            prefixPath,
            [
                SavedModel.TensorBundleTensor.Float32("head/kernel", [Features, Classes], parameters["weight"].t().contiguous().data<float>().ToArray()),
                SavedModel.TensorBundleTensor.Float32("head/bias", [Classes], parameters["bias"].contiguous().data<float>().ToArray()),
            ]);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose() => _linear.Dispose();

    /// <summary>The size of the vectors that a head on a model takes.</summary>
    /// <exception cref="ArgumentException">The model's output cannot carry a head.</exception>
    internal static long FeaturesOf(HubModel model)
    {
        var output = model.Facts.Interface.Outputs.Count > 0 ? model.Facts.Interface.Outputs[0] : null;
        if (output?.Shape is not { Count: 2 } shape || shape[1] <= 0)
        {
            throw new ArgumentException($"The first output of '{model.Facts.Name}' is no vector of known size per image; a head needs [batch, n].", nameof(model));
        }

        if (output.Kind == OutputKind.Probabilities)
        {
            throw new ArgumentException($"The output '{output.Name}' of '{model.Facts.Name}' holds probabilities; a head learns badly from them. Use the model's feature vector.", nameof(model));
        }

        return shape[1];
    }

    internal void DropGradients()
    {
        foreach (var parameter in _linear.parameters())
        {
            parameter.grad = null;
        }
    }
}
