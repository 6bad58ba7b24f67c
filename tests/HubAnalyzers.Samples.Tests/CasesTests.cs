using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Samples.Cases;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Samples.Tests;

/// <summary>The three cases that a reader tries first, as programs; what they print is what they claim.</summary>
public sealed class CasesTests
{
    [Fact]
    public void A_frozen_classifier_is_refused_with_rule_and_reason_and_stays_frozen()
    {
        using var output = new StringWriter();
        FrozenClassifier.Run(output);
        Assert.Equal(
            ["Refused: HUB0005, reason withheld-by-publisher",
             "HUB0005: Layer 'shapes_mobilenet/Logits' of 'shapes_mobilenet' cannot train: the publisher left it out of trainable_variables (withheld-by-publisher); remove the request",
             "It trains: False."],
            Lines(output));
    }

    [Fact]
    public void A_head_of_ones_own_learns_from_features_computed_once_and_nothing_of_the_model_moves()
    {
        using var output = new StringWriter();
        var result = OwnHead.Run(output);
        Assert.Empty(result.ProofOfFreeze.Changed);
        Assert.Equal(127, result.ProofOfFreeze.Unchanged.Count);
        Assert.True(result.AccuracyAfter > result.AccuracyBefore + 0.3, output.ToString());

        // 30 epochs: an image that went through the model in each would have been read 31 times.
        var lines = Lines(output);
        Assert.Equal("Variables of the model that moved: 0 of 127.", lines[0]);
        Assert.Equal("Each training image was read 2 times in 30 epochs: to see that it is whole, and for the frozen part.", lines[1]);
    }

    [Fact]
    public void One_block_chosen_by_name_moves_and_no_other_weight_in_the_exported_model()
    {
        using var temp = new TempFolder();
        using var output = new StringWriter();
        var exported = temp.File("exported");
        var result = OneBlock.Run(output, exported);
        string[] expected = [OneBlock.Block + "depthwise/depthwise_kernel", OneBlock.Block + "expand/kernel", OneBlock.Block + "project/kernel"];
        Assert.Equal(expected, result.ProofOfFreeze.Changed.Order(StringComparer.Ordinal));
        Assert.All(expected, name => Assert.Contains("  " + name, Lines(output)));
        Assert.Contains("Unchanged to the byte: 124 of 127.", Lines(output));

        // The same by the bytes on the disk, which share nothing with the program's own proof.
        using var before = TensorBundleReader.Open(Path.Combine(CarriedModel.Folder, "variables", "variables"));
        using var after = TensorBundleReader.Open(Path.Combine(exported, "variables", "variables"));
        Assert.Equal(3, before.Keys.Count(key => !before.ReadBytes(key).SequenceEqual(after.ReadBytes(key))));
    }

    private static string[] Lines(StringWriter output) => output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
