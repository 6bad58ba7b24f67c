using System.IO;
using System.Linq;
using HubAnalyzers.Samples.FineTune.Comparison;
using HubAnalyzers.Samples.FineTune.HubModels;
using Spectre.Console;

namespace HubAnalyzers.Samples.Tests;

public sealed class ScratchComparisonTests
{
    // Four classes to guess wrong: a fifth is right by chance. So few images are far too few for a net that starts from nothing.
    private const double Margin = 0.2;

    [Fact]
    public void Fine_tuning_beats_the_same_net_from_random_weights_on_the_same_few_images()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        var budget = new ComparisonBudget(TrainingPerClass: 20, HeldOutPerClass: 20, HeadEpochs: 10, BlockEpochs: 2, WholeSteps: 24);
        var row = Assert.Single(ScratchComparison.Run(console, budget, [7]));
        Assert.Equal(TrainingRecipe.All.Count, row.FromScratch.Count);
        Assert.All(row.FromScratch, scratch => Assert.True(row.FineTuned > scratch + Margin, $"fine-tuned {row.FineTuned}, from scratch {scratch}"));
        Assert.Contains("fine-tuned ", text.ToString(), System.StringComparison.Ordinal);
        Assert.Contains("from scratch ", text.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Random_weights_have_nothing_of_the_pretrained_ones_and_are_those_of_their_seed()
    {
        using var pretrained = ShapesMobilenet.Load();
        using var first = ShapesMobilenet.Load();
        using var again = ShapesMobilenet.Load();
        using var other = ShapesMobilenet.Load();
        RandomWeights.Draw(first, 1);
        RandomWeights.Draw(again, 1);
        RandomWeights.Draw(other, 2);
        foreach (var (variable, i) in first.Variables.Select(static (v, i) => (v, i)))
        {
            Assert.False(variable.Value.Equals(pretrained.Variables[i].Value), variable.Name);
            Assert.True(variable.Value.Equals(again.Variables[i].Value), variable.Name);
        }

        Assert.False(first.Conv1.Variables[0].Value.Equals(other.Conv1.Variables[0].Value));

        // He's initialiser: the variance is 2 / inputs of one output, here 32 channels, or the 3x3 window of a depthwise convolution.
        Assert.Equal(2.0 / 32, first.ExpandedConv5.Expand.Variables[0].Value.var().item<float>(), 2.0 / 32 * 0.15);
        Assert.Equal(2.0 / 9, first.ExpandedConv5.Depthwise.Variables[0].Value.var().item<float>(), 2.0 / 9 * 0.2);
    }
}
