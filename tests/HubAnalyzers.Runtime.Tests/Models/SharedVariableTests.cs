using System.Linq;
using HubAnalyzers.Testing;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>Steps with a call in training mode: weights in two places, and memory.</summary>
[Collection(LiveTensorsCollection.Name)]
public sealed class SharedVariableTests
{
    [Fact]
    public void A_weight_that_two_layers_use_is_one_weight_with_the_sum_of_both_gradients()
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(Tied().Write(folder.File("model")));
        var kernel = model.GetLayer("net/tied").Variables[0];
        kernel.Trainable = true;
        using var input = ones(1, 3);

        using var output = model.Call(input, training: true);
        output.sum().backward();

        // y = x * w * w has the derivative 2 w.
        Assert.Equal([4f, 4, 4], kernel.Value.grad!.data<float>().ToArray());
        using (no_grad())
        {
            kernel.Value.fill_(3);
        }

        using var after = model.Call(input);
        Assert.Equal([9f, 9, 9], after.data<float>().ToArray());
    }

    [Fact]
    public void A_thousand_steps_in_training_mode_leave_no_tensor_behind()
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(BatchNormModels.Fused().Write(folder.File("model")), new HubLoadOptions { BatchNormPolicy = BatchNormPolicy.Any });
        var norm = model.GetLayer(BatchNormModels.Norm);
        using var input = rand(4, 1, 1, 3);
        for (var i = 0; i < 10; i++)
        {
            Step(i % 2 == 0);
        }

        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++)
        {
            Step(i % 2 == 0);
        }

        var more = Tensor.TotalCount - before;
        Assert.True(more < 20, $"{more} tensors more");

        // The batch norm trains in every second step, so that both graphs are used.
        void Step(bool trains)
        {
            using var scope = NewDisposeScope();
            norm.Trainable = trains;
            var loss = model.Call(input, training: true).square().mean() + model.RegularizationLoss();
            if (trains)
            {
                loss.backward();
            }
        }
    }

    private static WrittenModel Tied() => new WrittenModel()
        .Weight("net/tied/kernel", [3], 2)
        .Trace(training: false, Write)
        .Trace(training: true, Write);

    private static void Write(WrittenModel.Function f) => f.Returns(f.Two("Mul", f.Two("Mul", "x", f.Read("net/tied/kernel")), f.Read("net/tied/kernel")));
}
