using System.Linq;
using HubAnalyzers.Runtime.Tests.Models;

namespace HubAnalyzers.Runtime.Tests.Training;

/// <summary>What command line and library begin with.</summary>
public sealed class FineTuneDefaultsTests : IClassFixture<LoadedCarriedModel>
{
    private readonly HubModel _model;

    public FineTuneDefaultsTests(LoadedCarriedModel fixture) => _model = fixture.Model;

    [Theory]
    [InlineData(1, 32, 40)]
    [InlineData(480, 32, 20)]
    [InlineData(480, 64, 38)]
    [InlineData(3000, 32, 5)]
    [InlineData(1_000_000, 32, 5)]
    [InlineData(int.MaxValue, 1, 5)]
    public void Few_examples_are_seen_more_often(int examples, int batchSize, int epochs) => Assert.Equal(epochs, FineTuneDefaults.Epochs(examples, batchSize));

    [Fact]
    public void Layers_move_more_slowly_than_a_new_head_and_Adams_rates_are_below_those_of_gradient_descent()
    {
        foreach (var optimizer in new OptimizerOptions[] { new AdamOptions(), new AdamWOptions(), new SgdOptions() })
        {
            Assert.True(FineTuneDefaults.LayersLearningRate(optimizer) < FineTuneDefaults.HeadLearningRate(optimizer));
        }

        Assert.True(FineTuneDefaults.LayersLearningRate(new AdamOptions()) < FineTuneDefaults.LayersLearningRate(new SgdOptions()));
    }

    [Fact]
    public void Options_for_some_layers_have_two_stages_and_learn_the_tiny_problem_as_they_are()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2, seed: 3);
        var options = FineTuneOptions.For(8, [model.GetLayer(CarriedModel.Expand)], batchSize: 4);

        Assert.Equal(["head", "layers"], options.Stages.Select(static s => s.Name));
        Assert.Equal(1, new FineTuner(model, head).Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), options with { Stages = [options.Stages[0]] }).AccuracyAfter);
        Assert.Single(FineTuneOptions.For(8).Stages);
        Assert.Equal("layers", FineTuneOptions.For(8, [_model.GetLayer(CarriedModel.Expand)]).Stages[1].Name);
    }
}
