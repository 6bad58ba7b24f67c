using System;
using System.IO;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Analyzers.Tests.Generation;

/// <summary>docs/generated-classes.md: what it says of names is so.</summary>
public sealed class GuideTests
{
    private static readonly string _guide = File.ReadAllText(Repository.PathOf("docs", "generated-classes.md")).ReplaceLineEndings("\n");

    [Theory]
    [InlineData("MobilenetV2/expanded_conv_16/expand", "`ExpandedConv16.Expand`")]
    [InlineData("MobilenetV2/Conv1", "`Conv1`")]
    [InlineData("MobilenetV2/Conv_1", "`Conv_1`")]
    [InlineData("MobilenetV2/block", "`Block.Layer`")]
    [InlineData("MobilenetV2/1x1", "`_1x1`")]
    [InlineData("MobilenetV2/class", "`Class`")]
    public void Its_names_are_those_that_layers_get(string layer, string name)
    {
        var names = AccessorNames.For(["MobilenetV2/expanded_conv_16/expand", "MobilenetV2/Conv1", "MobilenetV2/Conv_1", "MobilenetV2/block", "MobilenetV2/block/expand", "MobilenetV2/1x1", "MobilenetV2/class"]);

        Assert.Equal(name, $"`{names[layer]}`");
        Assert.Contains(name, _guide, StringComparison.Ordinal);
    }
}
