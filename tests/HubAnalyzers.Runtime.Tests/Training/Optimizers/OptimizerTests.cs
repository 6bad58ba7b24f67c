using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Training;
using TorchSharp;
using TorchSharp.Modules;
using Adam = HubAnalyzers.Runtime.Training.Adam;

namespace HubAnalyzers.Runtime.Tests.Training.Optimizers;

/// <summary>Our optimizers move weights as torch's do, and as their papers say.</summary>
public sealed class OptimizerTests
{
    private const double Rate = 0.05;

    public static TheoryData<OptimizerOptions> All =>
    [
        new SgdOptions { Momentum = 0 },
        new SgdOptions { Momentum = 0.9 },
        new SgdOptions { Momentum = 0.9, Nesterov = true },
        new SgdOptions { Momentum = 0.8, WeightDecay = 0.1 },
        new AdamOptions(),
        new AdamOptions { Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-4, WeightDecay = 0.1 },
        new AdamWOptions(),
        new AdamWOptions { Beta1 = 0.8, Beta2 = 0.95, WeightDecay = 0.3 },
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Ten_steps_end_where_torchs_own_optimizer_ends(OptimizerOptions options)
    {
        using var scope = torch.NewDisposeScope();
        var (ours, theirs) = (Start(), Start());
        using var optimizer = Optimizer.Create(options, [new TrainedParameter("w", ours, 1, Decays: true)]);
        using var reference = ReferenceOf(options, theirs);

        for (var step = 0; step < 10; step++)
        {
            foreach (var parameter in (Parameter[])[ours, theirs])
            {
                parameter.grad = null;
                GradientSource(parameter, step).backward();
            }

            optimizer.Step(Rate);
            reference.step();
        }

        Assert.True(ours.allclose(theirs, rtol: 1e-5, atol: 1e-6), $"{string.Join(", ", ours.data<float>())} and {string.Join(", ", theirs.data<float>())}");
        Assert.False(ours.allclose(Start(), rtol: 1e-2), "it moved");
    }

    [Fact]
    public void The_first_two_steps_of_Adam_are_those_done_by_hand()
    {
        // Gradients 2 and -1, rate 0.1, betas 0.9 and 0.999. The first step is the rate. For the second: mean 0.08, square 0.004996,
        // corrected 0.08/0.19 = 0.421053 and 0.004996/0.001999 = 2.499250; the step is 0.1 * 0.421053 / 1.580902 = 0.026634.
        using var scope = torch.NewDisposeScope();
        var weight = new Parameter(torch.tensor([1f]));
        using var optimizer = new Adam([new TrainedParameter("w", weight, 1, Decays: true)], 0.9, 0.999, 1e-8, weightDecay: 0, isDecoupled: false);

        Step(weight, optimizer, 2, 0.1);
        Assert.Equal(0.9, weight.item<float>(), 1e-6);
        Step(weight, optimizer, -1, 0.1);
        Assert.Equal(0.9 - 0.026634, weight.item<float>(), 1e-6);
    }

    [Fact]
    public void Momentum_and_Nesterov_are_those_done_by_hand()
    {
        // Gradients 1 and 1, rate 0.1, momentum 0.5: velocities 1 and 1.5. Nesterov steps by gradient + 0.5 * velocity: 1.5 and 1.75.
        using var scope = torch.NewDisposeScope();
        foreach (var (nesterov, expected) in new[] { (false, 1 - 0.1 - 0.15), (true, 1 - 0.15 - 0.175) })
        {
            var weight = new Parameter(torch.tensor([1f]));
            using var optimizer = Optimizer.Create(new SgdOptions { Momentum = 0.5, Nesterov = nesterov }, [new TrainedParameter("w", weight, 1, Decays: true)]);
            Step(weight, optimizer, 1, 0.1);
            Step(weight, optimizer, 1, 0.1);
            Assert.Equal(expected, weight.item<float>(), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Weight_decay_spares_what_is_marked_and_a_rate_factor_scales_the_step(OptimizerOptions options)
    {
        using var scope = torch.NewDisposeScope();
        var (spared, plain, slow, frozen) = (Start(), Start(), Start(), Start());
        using var decaying = Optimizer.Create(
            options with { WeightDecay = 0.5 },
            [new TrainedParameter("a", spared, 1, Decays: false), new TrainedParameter("d", frozen, 1, Decays: true)]);
        using var without = Optimizer.Create(
            options with { WeightDecay = 0 }, [new TrainedParameter("b", plain, 1, Decays: true), new TrainedParameter("c", slow, 0.25, Decays: true)]);
        foreach (var parameter in (Parameter[])[spared, plain, slow])
        {
            GradientSource(parameter, 0).backward();
        }

        decaying.Step(Rate);
        without.Step(Rate);

        Assert.True(spared.equal(plain).all().item<bool>());
        Assert.True((Start() - slow).allclose((Start() - plain) * 0.25, rtol: 1e-4, atol: 1e-7));
        Assert.True(frozen.equal(Start()).all().item<bool>(), "no gradient, no step");
    }

    [Fact]
    public void Gradients_longer_than_allowed_are_scaled_together_and_shorter_ones_are_left()
    {
        using var scope = torch.NewDisposeScope();
        var (a, b) = (new Parameter(torch.tensor([0f, 0f])), new Parameter(torch.tensor([0f])));
        List<TrainedParameter> parameters = [new("a", a, 1, true), new("b", b, 1, true)];
        ((a * torch.tensor([1f, 2f])).sum() + (b * 2).sum()).backward();

        Assert.Equal(3, GradientNorm.Clip(parameters, 4), 1e-12);
        Assert.Equal([1f, 2f], a.grad!.data<float>().ToArray());

        Assert.Equal(3, GradientNorm.Clip(parameters, 1.5), 1e-12);
        Assert.Equal([0.5f, 1f], a.grad!.data<float>().ToArray());
        Assert.Equal([1f], b.grad!.data<float>().ToArray());
    }

    public static TheoryData<OptimizerOptions, string> Wrong => new()
    {
        { new SgdOptions { Momentum = 1 }, "It has Momentum 1; it must be at least 0 and below 1." },
        { new SgdOptions { Momentum = 0, Nesterov = true }, "It asks for Nesterov without Momentum; set Momentum above 0." },
        { new SgdOptions { WeightDecay = -1 }, "It has WeightDecay -1; it must be at least 0 and a number that float32 can hold." },
        { new AdamOptions { Beta1 = -0.1 }, "It has Beta1 -0.1; it must be at least 0 and below 1." },
        { new AdamOptions { Beta2 = double.NaN }, "It has Beta2 NaN; it must be at least 0 and below 1." },
        { new AdamWOptions { Epsilon = 0 }, "It has Epsilon 0; it must be a number above 0 that float32 can hold." },
        { new AdamWOptions { WeightDecay = double.PositiveInfinity }, "It has WeightDecay Infinity; it must be at least 0 and a number that float32 can hold." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_out_of_its_range_is_named(OptimizerOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => options.Check("It")).Message);

    private static void Step(Parameter weight, Optimizer optimizer, float gradient, double rate)
    {
        optimizer.ZeroGrad();
        (weight * gradient).sum().backward();
        optimizer.Step(rate);
    }

    private static Parameter Start() => new(torch.tensor([0.5f, -1f, 2f, 0.01f]));

    /// <summary>Something whose gradient changes in size and sign from step to step.</summary>
    private static torch.Tensor GradientSource(torch.Tensor weight, int step) =>
        (weight * weight * (float)Math.Cos(step) + weight * torch.tensor([1f, -0.5f, 0.1f * step, 3f])).sum();

    private static torch.optim.Optimizer ReferenceOf(OptimizerOptions options, Parameter weight) => options switch
    {
        SgdOptions o => torch.optim.SGD([weight], Rate, o.Momentum, weight_decay: o.WeightDecay, nesterov: o.Nesterov),
        AdamOptions o => torch.optim.Adam([weight], Rate, o.Beta1, o.Beta2, o.Epsilon, o.WeightDecay),
        AdamWOptions o => torch.optim.AdamW([weight], Rate, o.Beta1, o.Beta2, o.Epsilon, o.WeightDecay),
        _ => throw new NotSupportedException(),
    };
}
