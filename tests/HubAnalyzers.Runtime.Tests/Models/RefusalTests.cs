using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>What cannot train refuses with the rule, the code and the words that the compiler would use.</summary>
public sealed class RefusalTests
{
    private const string Withheld = "the publisher left it out of trainable_variables (withheld-by-publisher)";

    [Fact]
    public void A_batch_norm_refuses_as_HUB0002_while_the_policy_is_frozen()
    {
        using var model = CarriedModel.Load();
        var norm = model.GetLayer(CarriedModel.StemNorm);

        var error = Assert.Throws<HubTrainabilityException>(() => norm.Trainable = true);

        Assert.Equal("HUB0002", error.RuleId);
        Assert.Equal("batch-norm-affine", error.ReasonCode);
        Assert.Equal(ReasonCodes.Sentence("batch-norm-affine"), error.Sentence);
        Assert.Equal(
            "HUB0002: " + Rulebook.Say(Rulebook.BatchNormMessage, CarriedModel.StemNorm, "shapes_mobilenet", norm.Facts.Why, "batch-norm-affine"),
            error.Message);
        Assert.EndsWith("docs/rules/HUB0002.md", error.HelpLink);
        Assert.All(norm.Variables, static v => Assert.False(v.Trainable));
    }

    [Fact]
    public void A_frozen_layer_refuses_as_HUB0005_and_so_do_its_variables()
    {
        using var model = CarriedModel.Load();
        var classifier = model.GetLayer(CarriedModel.Classifier);
        const string expected = "HUB0005: Layer 'shapes_mobilenet/Logits' of 'shapes_mobilenet' cannot train: " + Withheld + "; remove the request";

        var ofLayer = Assert.Throws<HubTrainabilityException>(() => classifier.Trainable = true);
        var ofVariable = Assert.Throws<HubTrainabilityException>(() => classifier.Variables[0].Trainable = true);

        Assert.Equal(expected, ofLayer.Message);
        Assert.Equal(expected, ofVariable.Message);
        Assert.Equal(("HUB0005", "withheld-by-publisher"), (ofLayer.RuleId, ofLayer.ReasonCode));
        Assert.Equal("the publisher left it out of trainable_variables", ofLayer.Sentence);
        Assert.False(classifier.Trainable);
    }

    [Theory]
    [InlineData(BatchNormPolicy.Frozen)]
    [InlineData(BatchNormPolicy.Affine)]
    [InlineData(BatchNormPolicy.Any)]
    public void Moving_statistics_refuse_as_HUB0003_under_every_policy(BatchNormPolicy policy)
    {
        using var model = CarriedModel.Load(policy);
        var statistics = model.Variables.Where(static v => v.Facts.Role is VariableRole.MovingMean or VariableRole.MovingVariance).ToList();
        Assert.NotEmpty(statistics);

        foreach (var variable in statistics)
        {
            var error = Assert.Throws<HubTrainabilityException>(() => variable.Trainable = true);
            Assert.Equal(
                $"HUB0003: Variable '{variable.Name}' of 'shapes_mobilenet' cannot train: moving statistics are set by the forward pass, never by gradients (batch-norm-statistics); remove the request",
                error.Message);
            Assert.Equal(("HUB0003", "batch-norm-statistics"), (error.RuleId, error.ReasonCode));
            Assert.False(variable.Trainable);
            Assert.False(variable.Value.requires_grad);
        }
    }

    [Theory]
    [InlineData(BatchNormPolicy.Affine)]
    [InlineData(BatchNormPolicy.Any)]
    public void Another_policy_lets_gamma_and_beta_train_and_leaves_the_statistics(BatchNormPolicy policy)
    {
        using var model = CarriedModel.Load(policy);
        var norm = model.GetLayer(CarriedModel.StemNorm);

        norm.Trainable = true;

        Assert.Equal(
            new Dictionary<VariableRole, bool> { [VariableRole.Gamma] = true, [VariableRole.Beta] = true, [VariableRole.MovingMean] = false, [VariableRole.MovingVariance] = false },
            norm.Variables.ToDictionary(static v => v.Facts.Role, static v => v.Value.requires_grad));
    }

    [Fact]
    public void The_whole_model_refuses_as_HUB0004_and_nothing_has_changed()
    {
        using var model = CarriedModel.Load();
        model.GetLayer(CarriedModel.Expand).Trainable = true;
        var refusing = model.Layers.Count(static l => l.Trainability != Trainability.Trainable);

        var error = Assert.Throws<HubTrainabilityException>(() => model.Trainable = true);

        Assert.Equal(("HUB0004", "batch-norm-affine"), (error.RuleId, error.ReasonCode));
        Assert.Equal(
            "HUB0004: " + Rulebook.Say(
                Rulebook.BulkWriteMessage,
                "shapes_mobilenet",
                $"{refusing - 1} batch-norm layers and 1 frozen layer",
                "'shapes_mobilenet/bn_Conv1', 'shapes_mobilenet/expanded_conv/depthwise_BN', 'shapes_mobilenet/expanded_conv/project_BN', …"),
            error.Message);
        Assert.Equal([CarriedModel.Expand], model.Layers.Where(static l => l.Trainable).Select(static l => l.Name));
    }

    [Fact]
    public void A_policy_that_allows_batch_norms_still_refuses_the_whole_model_for_its_frozen_layer()
    {
        using var model = CarriedModel.Load(BatchNormPolicy.Affine);

        var error = Assert.Throws<HubTrainabilityException>(() => model.Trainable = true);

        Assert.Equal(
            "HUB0004: " + Rulebook.Say(Rulebook.BulkWriteMessage, "shapes_mobilenet", "1 frozen layer", "'shapes_mobilenet/Logits'"),
            error.Message);
        Assert.False(model.Trainable);
    }

    [Fact]
    public void A_model_with_verdict_none_refuses_as_HUB0001_wherever_it_is_asked()
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(CarriedModel.FrozenCopyTo(folder.File("emptied")));
        Assert.Equal((TrainabilityVerdict.None, "no-trainable-variables"), (model.Facts.Verdict, model.Facts.Reason));
        var layer = model.GetLayer(CarriedModel.Expand);

        var requests = new (string Target, Action Request)[]
        {
            ("the model", () => model.Trainable = true),
            ($"layer '{layer.Name}'", () => layer.Trainable = true),
            ($"layer '{CarriedModel.StemNorm}'", () => model.GetLayer(CarriedModel.StemNorm).Trainable = true),
            ($"variable '{layer.Variables[0].Name}'", () => layer.Variables[0].Trainable = true),
        };

        foreach (var (target, request) in requests)
        {
            var error = Assert.Throws<HubTrainabilityException>(request);
            Assert.Equal(("HUB0001", "no-trainable-variables"), (error.RuleId, error.ReasonCode));
            Assert.Equal(
                $"HUB0001: 'emptied' cannot be fine-tuned, so making {target} trainable has no effect: its trainable_variables list is absent or empty: the publisher froze it (no-trainable-variables); remove the request or choose a trainable model",
                error.Message);
        }

        Assert.False(model.Trainable);
        model.Trainable = false;
    }

    [SkippableTheory]
    [InlineData("cnn-bn-catdog")]
    [InlineData("cnn-bn-fire")]
    [InlineData("denoiser-bn")]
    [InlineData("embed-spam-tf21")]
    [InlineData("mnv1-openmv-complete")]
    [InlineData("ocr-2shards")]
    [InlineData("potato-tf25-aug")]
    [InlineData("hub-v2-mini")]
    [InlineData("tfjs-multi-sig")]
    public void A_strangers_model_refuses_layer_by_layer_as_its_facts_say(string name)
    {
        using var model = HubModel.Load(SharedModels.Require(name));

        foreach (var layer in model.Layers)
        {
            var expected = model.Facts.Verdict == TrainabilityVerdict.None ? "HUB0001" : layer.Trainability switch
            {
                Trainability.Trainable => null,
                Trainability.BatchNorm => "HUB0002",
                _ => "HUB0005",
            };
            var error = Record.Exception(() => layer.Trainable = true);
            Assert.True(error is null or HubTrainabilityException, error?.ToString());
            Assert.Equal(expected, (error as HubTrainabilityException)?.RuleId);
            Assert.Equal(expected is null, layer.Trainable);
        }

        model.Trainable = false;
        Assert.DoesNotContain(model.Variables, static v => v.Trainable);
    }
}
