using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>The losses that a model was saved with.</summary>
public sealed class RegularizationLossTests
{
    [Fact]
    public void The_sum_of_a_models_losses_has_gradients_for_what_trains()
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(TwoWeights()
            .Loss(static f => f.Returns(f.Two("Mul", f.Number(0.5f), f.Reduce("Sum", f.Node("Square", "y", [f.Read("net/a/kernel")]), keep: false, 0))))
            .Loss(static f => f.Returns(f.Reduce("Sum", f.Node("Abs", "y", [f.Read("net/b/kernel")]), keep: false, 0)))
            .Write(folder.File("model")));
        model.GetLayer("net/a").Trainable = true;

        using var loss = model.RegularizationLoss();
        loss.backward();

        // (1 + 4 + 9) / 2 + 3 * |-2|
        Assert.Equal(13, loss.item<float>());
        Assert.Equal([1f, 2, 3], model.GetLayer("net/a").Variables[0].Value.grad!.data<float>().ToArray());
        Assert.Null(model.GetLayer("net/b").Variables[0].Value.grad);
        Assert.True(model.Facts.Interface.HasRegularizationLosses);
    }

    [Fact]
    public void A_model_without_losses_and_a_frozen_model_give_a_number_without_gradient()
    {
        using var folder = new TempFolder();
        using var without = HubModel.Load(TwoWeights().Write(folder.File("without")));
        using var frozen = CarriedModel.Load();

        using var nought = without.RegularizationLoss();
        using var constant = frozen.RegularizationLoss();

        Assert.Equal(0, nought.item<float>());
        Assert.Empty(nought.shape);
        Assert.True(constant.item<float>() > 0);
        Assert.False(nought.requires_grad || constant.requires_grad);
    }

    [Fact]
    public void The_carried_models_losses_are_those_that_it_was_written_with()
    {
        using var model = CarriedModel.Load();
        foreach (var layer in model.Layers.ThatCanTrain)
        {
            layer.Trainable = true;
        }

        using var loss = model.RegularizationLoss();
        loss.backward();

        Assert.All(model.Variables.Where(static v => v.Trainable), static v => Assert.NotNull(v.Value.grad));
        Assert.All(model.Variables.Where(static v => !v.Trainable), static v => Assert.Null(v.Value.grad));
    }

    [Fact]
    public void What_is_trained_on_has_the_gradients_of_the_sum_and_leaves_out_what_is_constant()
    {
        using var scope = torch.NewDisposeScope();
        using var model = CarriedModel.Load();
        var (trained, frozen) = (model.GetLayer(CarriedModel.Expand).Variables[0], model.GetLayer(CarriedModel.Stem).Variables[0]);
        Assert.Null(model.TrainedRegularizationLoss());
        model.GetLayer(CarriedModel.Expand).Trainable = true;

        var whole = model.RegularizationLoss();
        whole.backward();
        var expected = trained.Value.grad!.clone();
        trained.Value.grad = null;
        var part = model.TrainedRegularizationLoss()!;
        part.backward();

        Assert.Equal(expected.data<float>().ToArray(), trained.Value.grad!.data<float>().ToArray());
        Assert.Null(frozen.Value.grad);

        // The carried model's loss of a kernel is 2e-5 times the sum of its squares.
        Assert.Equal(2e-5 * trained.Value.detach().data<float>().ToArray().Sum(static v => (double)v * v), part.item<float>(), 1e-6);
        Assert.True(whole.item<float>() > 2 * part.item<float>());
    }

    [Fact]
    public void A_loss_that_takes_arguments_is_told()
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(TwoWeights()
            .Loss(static f =>
            {
                f.Argument("scale", SavedModel.Wire.DataType.DtFloat);
                f.Returns(f.Reduce("Sum", f.Two("Mul", "scale", f.Read("net/a/kernel")), keep: false, 0));
            })
            .Write(folder.File("model")));

        var error = Assert.Throws<HubModelFormatException>(() => model.RegularizationLoss());

        Assert.Contains("element 0 of its regularization_losses takes arguments", error.Message);
    }

    private static WrittenModel TwoWeights() => new WrittenModel()
        .Weight("net/a/kernel", [3], 1, 2, 3)
        .Weight("net/b/kernel", [3], -2)
        .Trace(training: null, static f => f.Returns(f.Two("Mul", f.Two("Mul", "x", f.Read("net/a/kernel")), f.Read("net/b/kernel"))));
}
