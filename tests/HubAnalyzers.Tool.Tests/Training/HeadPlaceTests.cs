using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>A classifier that gives probabilities is trained on what stands before its classifier.</summary>
public sealed class HeadPlaceTests : RunTests
{
    private readonly string _classifier;

    public HeadPlaceTests() => _classifier = ClassifierModel.Write(Folder.File("classifier"));

    [Fact]
    public void A_model_and_data_are_enough_for_a_classifier_too()
    {
        Assert.Equal(ExitCodes.Done, Train("-o", Run).ExitCode);

        using var receipt = JsonDocument.Parse(File.ReadAllText(Path.Combine(Run, "receipt.json")));
        Assert.Equal("features", receipt.RootElement.GetProperty("request").GetProperty("headOn").GetString());
        Assert.Equal("features", receipt.RootElement.GetProperty("model").GetProperty("output").GetString());
        using var measured = JsonDocument.Parse(ToolRun.Of("evaluate", "--run", Run, "--data", Images, "--format", "json").Done());
        Assert.True(measured.RootElement.GetProperty("accuracy").GetDouble() > 0.8);
        var exported = Folder.File("exported");
        Assert.Equal(ExitCodes.Done, ToolRun.Of("export", "--run", Run, "-o", exported).ExitCode);
        var image = Directory.GetFiles(Path.Combine(Images, "Zigzag")).Order(StringComparer.Ordinal).First();
        Assert.Equal(Predict("--run", Run, image), Predict("--model", exported, image));
        Assert.Equal(ExitCodes.Done, ToolRun.Of("replay", Run).ExitCode);
    }

    [Fact]
    public void The_plan_says_what_the_head_stands_on()
    {
        Assert.Contains("features: 'features' of 16; what the model computes after that is left out", Train("--dry-run").Done(), StringComparison.Ordinal);
        Assert.Equal("logits", HeadOn(Train("--head-on", "logits", "--dry-run", "--format", "json")));
        Assert.Equal("output", HeadOn(ToolRun.Of("train", "--model", CarriedModel.Folder, "--data", Images, "--dry-run", "--format", "json")));

        static string? HeadOn(ToolRun run)
        {
            using var plan = JsonDocument.Parse(run.Done());
            return plan.RootElement.GetProperty("headOn").GetString();
        }
    }

    [Fact]
    public void On_probabilities_a_head_is_refused_with_its_rule() =>
        Assert.StartsWith("HUB0014: Output 'logits' of 'classifier' holds probabilities, from which a new head learns little; stack it on what comes before: --head-on features", Train("--head-on", "output", "--dry-run").Failed(ExitCodes.AnswerIsNo), StringComparison.Ordinal);

    [SkippableFact]
    public void What_is_left_out_cannot_be_unfrozen()
    {
        var refused = ToolRun.Of("train", "--model", SharedModels.Require("potato-tf25-aug"), "--data", Images, "--unfreeze", "dense_3", "--dry-run").Failed(ExitCodes.AnswerIsNo);

        Assert.StartsWith("HUB0005: ", refused, StringComparison.Ordinal);
        Assert.Contains("no output of its call depends on it", refused, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("potato-tf25-aug", "'features' of 64")]
    [InlineData("cnn-bn-fire", "'features' of 64")]
    [InlineData("cnn-bn-catdog", "'features' of 16")]
    public void So_are_strangers_classifiers(string name, string features) =>
        Assert.Contains(features, ToolRun.Of("train", "--model", SharedModels.Require(name), "--data", Images, "--dry-run").Done(), StringComparison.Ordinal);

    private ToolRun Train(params string[] arguments) =>
        ToolRun.Of(["train", "--model", _classifier, "--data", Images, "--epochs", "20", "--batch-size", "8", "--lr", "0.01", .. arguments]);

    private static string Predict(params string[] arguments) => ToolRun.Of(["predict", .. arguments, "--format", "csv"]).Done();
}
