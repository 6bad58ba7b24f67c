using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Training;

namespace HubAnalyzers.Runtime.Tests.Training;

/// <summary>Options that were written are read back to the same options, and what is not understood is named by its place.</summary>
public sealed class OptionsJsonTests : IClassFixture<LoadedCarriedModel>
{
    private const string Expand = CarriedModel.Expand;
    private readonly HubModel _model;

    public OptionsJsonTests(LoadedCarriedModel fixture) => _model = fixture.Model;

    private static readonly OptimizerOptions[] _optimizers =
    [
        new AdamOptions { WeightDecay = 0.1, Beta1 = 0.7, Beta2 = 0.8, Epsilon = 1e-5 },
        new AdamWOptions { WeightDecay = 0.1, Beta1 = 0.7, Beta2 = 0.8, Epsilon = 1e-5 },
        new SgdOptions { WeightDecay = 0.1, Momentum = 0.5, Nesterov = true },
    ];

    private static readonly LearningRateSchedule[] _schedules =
    [
        new ConstantSchedule { WarmUpSteps = 2, WarmUpFrom = 0.5 },
        new CosineSchedule { WarmUpSteps = 2, WarmUpFrom = 0.5, End = 0.25 },
        new PolynomialSchedule { WarmUpSteps = 2, WarmUpFrom = 0.5, End = 0.25, Power = 2 },
        new OneCycleSchedule { WarmUpSteps = 2, WarmUpFrom = 0.5, Rise = 0.1, Start = 0.2, End = 0.3 },
    ];

    public static TheoryData<OptimizerOptions> Optimizers => [.. _optimizers];

    public static TheoryData<LearningRateSchedule> Schedules => [.. _schedules];

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"stages":[],"batchsize":4}""", "There is no option 'batchsize'; remove it, or read it with the version of HubAnalyzers that wrote it." },
        { """{"stages":[{"name":"a","epochs":1,"learningRate":1,"rate":2}]}""", "There is no option 'stages[0].rate'; remove it" },
        { """{"stages":[],"optimizer":{"kind":"adam","beta3":0.5}}""", "There is no option 'optimizer.beta3'; remove it" },
        { """{"stages":[],"data":{"workers":1,"threads":2}}""", "There is no option 'data.threads'; remove it" },
        { """{"stages":[],"batchSize":"many"}""", "The option 'batchSize' holds what cannot stand there: \"many\"." },
        { """{"stages":[],"batchSize":1.5}""", "The option 'batchSize' holds what cannot stand there: 1.5." },
        { """{"stages":{}}""", "The option 'stages' holds what cannot stand there: {}." },
        { """{"stages":[],"optimizer":null}""", "The option 'optimizer' holds what cannot stand there: null." },
        { """{"stages":[],"optimizer":{"kind":"lion"}}""", "The option 'optimizer' has the kind 'lion', which there is not." },
        { """{"stages":[],"schedule":{"end":0}}""", "The option 'schedule' has no key 'kind' that says which it is." },
        { """{"stages":[],"optimizer":{"kind":7}}""", "The option 'optimizer' has the kind '7', which there is not." },
        { """{"stages":[{"name":"a","epochs":1,"learningRate":1,"schedule":{"kind":"cosine","power":2}}]}""", "There is no option 'stages[0].schedule.power'; remove it" },
        { """{"stages":[{"name":"a"}]}""", "The option 'stages[0]' has no key 'epochs', 'learningRate'." },
        { """{"stages":[],"batchSize":4,"batchSize":5}""", "The option 'batchSize' holds what cannot stand there" },
        { """{"batchSize":4}""", "The options have no key 'stages'." },
        { """{"stages":[{"epochs":1,"learningRate":1}]}""", "The option 'stages[0]' has no key 'name'." },
        { """{"stages":[{"name":"a","epochs":1,"learningRate":1,"layers":["shapes_mobilenet/Conv2"]}]}""", "The option 'stages[0].layers[0]' names no layer of the model: HUB0006: " },
        { """{"stages":[{"name":"a","epochs":1,"learningRate":1,"layers":[7]}]}""", "The option 'stages[0].layers[0]' holds what cannot stand there: 7." },
        { """null""", "The options are null; an object with stages is needed." },
        { """[1]""", "What was given as options holds what cannot stand there: [1]." },
    };

    private FineTuneOptions Everything => new()
    {
        Stages = [new FineTuneStage("a", 3, 0.5), new FineTuneStage("b", 2, 0.25) { Layers = [_model.GetLayer(Expand)], HeadLearningRate = 0.125, DepthDecay = 0.5, Optimizer = new SgdOptions(), Schedule = new OneCycleSchedule() }],
        BatchSize = 5,
        AccumulateBatches = 6,
        Seed = ulong.MaxValue,
        Optimizer = new SgdOptions { Momentum = 0.5 },
        Schedule = new PolynomialSchedule { Power = 3 },
        MaxGradientNorm = 7,
        LabelSmoothing = 0.1,
        ClassWeights = [1, 2.5],
        Monitor = "loss",
        EarlyStopping = new EarlyStopping(8) { MinImprovement = 0.01 },
        RestoreBestWeights = true,
        ValidateEverySteps = 9,
        Data = new DataOptions { Workers = 200, Prefetch = 11, MaxBroken = 12 },
        Checkpoints = new CheckpointOptions("folder") { EverySteps = 13, Keep = 14, Resume = true },
        FeatureCache = new FeatureCacheOptions { Directory = "features", MaxMemoryBytes = 15 },
    };

    [Fact]
    public void Every_option_is_read_back_as_it_was_written()
    {
        var read = FineTuneOptions.FromJson(Everything.ToJson(), _model);

        AssertSame(Everything, read, "options");
        Assert.Same(_model.GetLayer(Expand), read.Stages[1].Layers[0]);
    }

    [Fact]
    public void No_option_is_left_out_of_what_is_tried_here()
    {
        // An option that is new must be in Everything, or its reading back would not be seen.
        AssertDiffers(Everything, new FineTuneOptions { Stages = [new FineTuneStage("", 0, 0)] });
        AssertDiffers(Everything.Stages[1], new FineTuneStage("", 0, 0));
        AssertDiffers(Everything.Data, new DataOptions());
        AssertDiffers(Everything.Checkpoints!, new CheckpointOptions(""));
        AssertDiffers(Everything.FeatureCache!, new FeatureCacheOptions());
        AssertDiffers(Everything.EarlyStopping!, new EarlyStopping(0));
        Assert.All(_optimizers, o => AssertDiffers(o, Activator.CreateInstance(o.GetType())!));
        Assert.All(_schedules, s => AssertDiffers(s, Activator.CreateInstance(s.GetType())!));
        Assert.Equal(Subtypes(typeof(OptimizerOptions)), _optimizers.Select(static o => o.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(Subtypes(typeof(LearningRateSchedule)), _schedules.Select(static s => s.GetType().Name).Order(StringComparer.Ordinal));

        static IEnumerable<string> Subtypes(Type type) => type.Assembly.GetTypes().Where(t => t.BaseType == type).Select(static t => t.Name).Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_is_read_back(OptimizerOptions optimizer) => Assert.Equal(optimizer, ReadBack(Everything with { Optimizer = optimizer }).Optimizer);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule_is_read_back(LearningRateSchedule schedule) => Assert.Equal(schedule, ReadBack(Everything with { Schedule = schedule }).Schedule);

    [Fact]
    public void What_is_not_set_stays_at_its_default()
    {
        var options = new FineTuneOptions { Stages = [new FineTuneStage("head", 1, 1)] };

        AssertSame(options, ReadBack(options), "options");
        AssertSame(options, FineTuneOptions.FromJson(JsonElement.Parse("""{"stages":[{"learningRate":1,"epochs":1,"name":"head"}]}"""), _model), "options");
    }

    [Fact]
    public void What_a_receipt_holds_are_the_options_of_its_run()
    {
        using var head = new ClassificationHead(_model, 2);
        var options = new FineTuneOptions { BatchSize = 4, Stages = [new FineTuneStage("head", 1, 1e-2)], Schedule = new CosineSchedule() };

        var receipt = new FineTuner(_model, head).Train(TinyProblem.Images(4), TinyProblem.Images(4, seed: 2), options).Receipt!;

        AssertSame(options, FineTuneOptions.FromJson(receipt.Options, _model), "options");
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_not_understood_is_named_by_its_place(string json, string message)
    {
        var error = Assert.Throws<FormatException>(() => FineTuneOptions.FromJson(JsonElement.Parse(json), _model));

        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public void How_a_run_is_kept_and_read_is_no_part_of_what_its_weights_depend_on()
    {
        Assert.Equal(OfWeights(Everything), OfWeights(Everything with { Data = new DataOptions(), Checkpoints = null, FeatureCache = null }));
        Assert.NotEqual(OfWeights(Everything), OfWeights(Everything with { Seed = 3 }));

        static string OfWeights(FineTuneOptions options) => OptionsJson.OfWeights(options).GetRawText();
    }

    private FineTuneOptions ReadBack(FineTuneOptions options) => FineTuneOptions.FromJson(options.ToJson(), _model);

    private static void AssertDiffers(object value, object plain) => Assert.All(
        value.GetType().GetProperties(), p => Assert.False(Equals(p.GetValue(value), p.GetValue(plain)), $"{value.GetType().Name}.{p.Name} is what it is by default"));

    private static void AssertSame(object? expected, object? actual, string place)
    {
        switch (expected)
        {
            case null or string or ValueType or HubLayer or OptimizerOptions or LearningRateSchedule:
                Assert.True(Equals(expected, actual), $"{place}: {expected} became {actual}");
                break;
            case IEnumerable list:
                var (a, b) = (list.Cast<object>().ToList(), ((IEnumerable)actual!).Cast<object>().ToList());
                Assert.Equal(a.Count, b.Count);
                for (var i = 0; i < a.Count; i++)
                {
                    AssertSame(a[i], b[i], $"{place}[{i}]");
                }

                break;
            default:
                foreach (var property in expected.GetType().GetProperties())
                {
                    AssertSame(property.GetValue(expected), property.GetValue(actual), $"{place}.{property.Name}");
                }

                break;
        }
    }
}
