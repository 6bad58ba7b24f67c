using System;
using System.Collections.Generic;
using HubAnalyzers.Runtime.Tests.Models;

namespace HubAnalyzers.Runtime.Tests.Training;

/// <summary>A mistake in the options is one error that names it, before anything runs.</summary>
public sealed class FineTuneOptionsTests : IClassFixture<LoadedCarriedModel>
{
    private readonly HubModel _model;

    public FineTuneOptionsTests(LoadedCarriedModel fixture) => _model = fixture.Model;

    public static TheoryData<Func<FineTuneOptions, FineTuneOptions>, string> Wrong => new()
    {
        { static o => o with { Stages = [] }, "At least one stage is needed." },
        { static o => o with { Stages = [null!] }, "A stage, its list of layers or a layer in it is null." },
        { static o => o with { Stages = [new FineTuneStage(null!, 1, 1)] }, "Stage 1 has no name." },
        { static o => o with { BatchSize = int.MaxValue, AccumulateBatches = 4 }, "BatchSize times AccumulateBatches is 8589934588; at most 2147483591 examples make a step." },
        { static o => o with { Stages = [new FineTuneStage("a", int.MaxValue, 1)] }, "Stage 'a' has 2147483647 epochs, which are 4294967294 steps; at most 2147483647 are possible." },
        { static o => o with { Schedule = new OneCycleSchedule { WarmUpSteps = 3 } }, "Schedule has WarmUpSteps 3; one cycle begins with a rise of its own, so leave it at 0." },
        { static o => o with { BatchSize = 0 }, "BatchSize is 0; at least 1 is needed." },
        { static o => o with { AccumulateBatches = 0 }, "AccumulateBatches is 0; at least 1 is needed." },
        { static o => o with { ValidateEverySteps = 0 }, "ValidateEverySteps is 0; at least 1 is needed." },
        { static o => o with { MaxGradientNorm = 0 }, "MaxGradientNorm is 0; it must be a number above 0." },
        { static o => o with { LabelSmoothing = 1 }, "LabelSmoothing is 1; it must be at least 0 and below 1." },
        { static o => o with { ClassWeights = [1] }, "ClassWeights needs one number for each of the 2 classes, each above 0 and none beyond float32." },
        { static o => o with { ClassWeights = [1, 0] }, "ClassWeights needs one number for each of the 2 classes, each above 0 and none beyond float32." },
        { static o => o with { Monitor = "f1" }, "Monitor is 'f1'; a ClassificationHead has accuracy, loss." },
        { static o => o with { EarlyStopping = new EarlyStopping(0) }, "EarlyStopping.Patience is 0; at least 1 is needed." },
        { static o => o with { EarlyStopping = new EarlyStopping(1) { MinImprovement = -1 } }, "EarlyStopping.MinImprovement is -1; it must be a number of at least 0." },
        { static o => o with { Optimizer = null! }, "Optimizer is null." },
        { static o => o with { Optimizer = new SgdOptions { Momentum = 2 } }, "Optimizer has Momentum 2; it must be at least 0 and below 1." },
        { static o => o with { Schedule = new CosineSchedule { End = 2 } }, "Schedule has End 2; it must be from 0 to 1." },
        { static o => o with { Stages = [new FineTuneStage("a", 0, 1e-3)] }, "Stage 'a' has 0 epochs; at least 1 is needed." },
        { static o => o with { ClassWeights = [1, 1e-320] }, "ClassWeights needs one number" },
        { static o => o with { ClassWeights = [1, 1e300] }, "ClassWeights needs one number" },
        { static o => o with { EarlyStopping = new EarlyStopping(1) { MinImprovement = double.PositiveInfinity } }, "EarlyStopping.MinImprovement is Infinity; it must be a number" },
        { static o => o with { Optimizer = new SgdOptions { WeightDecay = 1e300 } }, "Optimizer has WeightDecay 1E+300" },
        { static o => o with { Stages = [new FineTuneStage("a", 1, 1e300)] }, "Stage 'a' has the learning rate 1E+300; it must be a number above 0 that float32 can hold." },
        { static o => o with { Stages = [new FineTuneStage("a", 1, double.NaN)] }, "Stage 'a' has the learning rate NaN; it must be a number above 0 that float32 can hold." },
        { static o => o with { Stages = [new FineTuneStage("a", 1, 1) { HeadLearningRate = -1 }] }, "Stage 'a' has the head's learning rate -1; it must be a number above 0 that float32 can hold." },
        { static o => o with { Stages = [new FineTuneStage("a", 1, 1) { DepthDecay = 0 }] }, "Stage 'a' has DepthDecay 0; it must be above 0 and at most 1." },
        { static o => o with { Stages = [new FineTuneStage("a", 1, 1) { Optimizer = new AdamOptions { Beta1 = 1 } }] }, "The optimizer of stage 'a' has Beta1 1; it must be at least 0 and below 1." },
        { static o => o with { Stages = [new FineTuneStage("a", 2, 1) { Schedule = new ConstantSchedule { WarmUpSteps = 4 } }] }, "Stage 'a' has 4 steps, its schedule 4 WarmUpSteps; fewer are needed." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_mistake_is_named(Func<FineTuneOptions, FineTuneOptions> spoil, string message)
    {
        using var head = new ClassificationHead(_model, 2);
        var options = spoil(TinyProblem.Options(1, _model.GetLayer(CarriedModel.Expand)));

        var error = Assert.Throws<ArgumentException>(() => new FineTuner(_model, head).Train(TinyProblem.Images(), TinyProblem.Images(4), options));

        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public void All_examples_make_one_batch_where_a_batch_may_be_as_large()
    {
        using var head = new ClassificationHead(_model, 2);
        var steps = 0;

        new FineTuner(_model, head).Train(
            TinyProblem.Images(), TinyProblem.Images(4), new FineTuneOptions { BatchSize = Array.MaxLength, Stages = [new FineTuneStage("head", 3, 1e-2)] }, new TinyProblem.Callback(_ => steps++));

        Assert.Equal(3, steps);
    }

    [Fact]
    public void The_option_that_is_not_for_a_head_is_the_one_that_is_named()
    {
        using var head = new RegressionHead(_model, 1);

        var error = Assert.Throws<ArgumentException>(() => new FineTuner(_model, head).Train(
            TinyProblem.Images(), TinyProblem.Images(4), new FineTuneOptions { ClassWeights = [1, 1], Stages = [new FineTuneStage("head", 1, 1e-2)] }));

        Assert.Equal(("ClassWeights", "ClassWeights is for heads with classes; a RegressionHead has none. (Parameter 'ClassWeights')"), (error.ParamName, error.Message));
    }

    [Fact]
    public void The_factor_of_a_layers_rate_falls_with_each_stage_of_depth()
    {
        var (last, first) = (_model.GetLayer(CarriedModel.Expand), _model.GetLayer(CarriedModel.Stem));
        var stage = new FineTuneStage("all", 1, 1) { Layers = [first, last], DepthDecay = 0.5 };

        Assert.True(last.Facts.Stage > first.Facts.Stage);
        Assert.Equal(1, stage.RateFactorOf(last));
        Assert.Equal(Math.Pow(0.5, last.Facts.Stage!.Value - first.Facts.Stage!.Value), stage.RateFactorOf(first));
    }
}
