using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>The program's half of the twins: the same id and the same sentence as the compiler's, on the same model.</summary>
public sealed class TwinTests
{
    [Fact]
    public void Refusals_say_what_the_compiler_says()
    {
        using var folder = new TempFolder();
        using var emptied = HubModel.Load(CarriedModel.FrozenCopyTo(folder.File(TwinMessages.EmptiedModel)));
        using var model = CarriedModel.Load();
        var mean = model.Variables.Single(static v => v.Name == "shapes_mobilenet/bn_Conv1/moving_mean");

        Assert.Equal("HUB0001: " + TwinMessages.FrozenModel, Refused(() => emptied.GetLayer(CarriedModel.Expand).Trainable = true));
        Assert.Equal("HUB0002: " + TwinMessages.BatchNorm, Refused(() => model.GetLayer(CarriedModel.StemNorm).Trainable = true));
        Assert.Equal("HUB0003: " + TwinMessages.NotAWeight, Refused(() => mean.Trainable = true));
        Assert.Equal("HUB0004: " + TwinMessages.BulkWrite, Refused(() => model.Trainable = true));
        Assert.Equal("HUB0005: " + TwinMessages.FrozenLayer, Refused(() => model.GetLayer(CarriedModel.Classifier).Trainable = true));
        Assert.Equal(
            "HUB0006: " + TwinMessages.UnknownLayer,
            Assert.Throws<KeyNotFoundException>(() => model.GetLayer("shapes_mobilenet/expanded_conv_5/expnad")).Message);
    }

    [Fact]
    public void A_first_stage_with_pretrained_layers_is_refused_as_HUB0008()
    {
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, classes: 2);
        var options = new FineTuneOptions { Stages = [new FineTuneStage("block", 1, 1e-4) { Layers = [model.GetLayer(CarriedModel.Expand)] }] };
        var images = new LabelledImages(new float[2 * 48 * 48 * 3], [0, 1], 48, 48, 3);

        var error = Assert.Throws<ArgumentException>(() => new FineTuner(model, head).Train(images, images, options));

        Assert.StartsWith("HUB0008: " + Rulebook.Say(Rulebook.UntrainedHeadMessage, "shapes_mobilenet"), error.Message);
    }

    private static string Refused(Action request)
    {
        var error = Assert.Throws<HubTrainabilityException>(request);
        Assert.Equal(Rulebook.HelpLink(error.RuleId), error.HelpLink);
        return error.Message;
    }
}
