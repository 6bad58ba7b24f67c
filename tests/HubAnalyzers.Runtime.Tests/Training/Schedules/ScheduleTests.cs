using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.optim;

namespace HubAnalyzers.Runtime.Tests.Training.Schedules;

/// <summary>Our schedules give the rates that torch's give, and those done by hand.</summary>
public sealed class ScheduleTests
{
    private const int Steps = 40;
    private const double Rate = 0.3;

    [Fact]
    public void Cosine_polynomial_and_one_cycle_give_torchs_rates()
    {
        AssertSame(new CosineSchedule { End = 0.1 }, static o => lr_scheduler.CosineAnnealingLR(o, Steps, Rate * 0.1));
        AssertSame(new PolynomialSchedule { Power = 2 }, static o => lr_scheduler.PolynomialLR(o, Steps, 2));
        AssertSame(new OneCycleSchedule(), static o => lr_scheduler.OneCycleLR(o, Rate, Steps, cycle_momentum: false));
        AssertSame(
            new OneCycleSchedule { Rise = 0.5, Start = 0.2, End = 0.2 / 100 },
            static o => lr_scheduler.OneCycleLR(o, Rate, Steps, pct_start: 0.5, cycle_momentum: false, div_factor: 5, final_div_factor: 100));
    }

    [Fact]
    public void A_warm_up_is_torchs_straight_line() =>
        AssertSame(new ConstantSchedule { WarmUpSteps = 8, WarmUpFrom = 0.2 }, static o => lr_scheduler.LinearLR(o, 0.2, 1, 8));

    [Fact]
    public void A_schedule_with_a_warm_up_has_the_remaining_steps_to_itself()
    {
        var cosine = new CosineSchedule();
        var warm = cosine with { WarmUpSteps = 10, WarmUpFrom = 0 };

        Assert.Equal([0, 0.1, 0.2], Enumerable.Range(0, 3).Select(s => warm.Factor(s, Steps)), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(Enumerable.Range(0, 30).Select(s => cosine.Factor(s, 30)), Enumerable.Range(10, 30).Select(s => warm.Factor(s, Steps)));
    }

    [Fact]
    public void Rates_done_by_hand()
    {
        Assert.Equal([1, 1, 1, 1], All(new ConstantSchedule(), 4), Near);
        Assert.Equal([1, 0.853553, 0.5, 0.146447], All(new CosineSchedule(), 4), Near);
        Assert.Equal([1, 0.75, 0.5, 0.25], All(new PolynomialSchedule(), 4), Near);
        Assert.Equal([1, 0.825, 0.65, 0.475], All(new PolynomialSchedule { End = 0.3 }, 4), Near);
        Assert.Equal([0.5, 1, 0.505, 0.01], All(new OneCycleSchedule { Rise = 0.5, Start = 0.5, End = 0.01 }, 4), Near);
    }

    [Fact]
    public void One_step_is_enough_for_every_schedule() => Assert.All(
        (LearningRateSchedule[])[new ConstantSchedule(), new CosineSchedule(), new PolynomialSchedule(), new OneCycleSchedule { Rise = 1 }, new OneCycleSchedule { Rise = 0 }],
        static s => Assert.Equal(1, s.Factor(0, 1)));

    public static TheoryData<LearningRateSchedule, string> Wrong => new()
    {
        { new ConstantSchedule { WarmUpSteps = -1 }, "It has WarmUpSteps -1; it must be at least 0." },
        { new ConstantSchedule { WarmUpFrom = 1.5 }, "It has WarmUpFrom 1.5; it must be from 0 to 1." },
        { new CosineSchedule { End = -0.5 }, "It has End -0.5; it must be from 0 to 1." },
        { new PolynomialSchedule { Power = 0 }, "It has Power 0; it must be a number above 0." },
        { new PolynomialSchedule { End = double.NaN }, "It has End NaN; it must be from 0 to 1." },
        { new OneCycleSchedule { Rise = 2 }, "It has Rise 2; it must be from 0 to 1." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_out_of_its_range_is_named(LearningRateSchedule schedule, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => schedule.Check("It")).Message);

    private static double[] All(LearningRateSchedule schedule, int steps) => [.. Enumerable.Range(0, steps).Select(s => schedule.Factor(s, steps))];

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-6;

    private static void AssertSame(LearningRateSchedule schedule, Func<torch.optim.Optimizer, lr_scheduler.LRScheduler> reference)
    {
        using var scope = torch.NewDisposeScope();
        var weight = new Parameter(torch.zeros(1));
        weight.sum().backward();
        using var optimizer = SGD([weight], Rate);
        var scheduler = reference(optimizer);
        var rates = new List<double>();
        for (var step = 0; step < Steps; step++)
        {
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
            optimizer.step();
            scheduler.step();
        }

        Assert.Equal(rates, All(schedule, Steps).Select(static f => f * Rate), static (a, b) => Math.Abs(a - b) < 1e-9);
    }
}
