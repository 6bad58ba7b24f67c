using System;
using System.IO;
using System.Text.Json;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>A learning rate is searched for, shown and drawn.</summary>
public sealed class LearningRateTests : IDisposable
{
    private static readonly byte[] _png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
    private readonly TempFolder _folder = new();
    private readonly string _images;

    public LearningRateTests() => _images = ShapeImages.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_rate_is_suggested_with_a_table_a_reason_and_a_plot()
    {
        var plot = _folder.File("plots/rate.png");
        var found = Find("-o", plot).Done();
        Assert.Contains("Smoothed", found, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^use +--lr [0-9.E-]+$", found);
        Assert.Equal(_png, File.ReadAllBytes(plot)[..4]);
    }

    [Fact]
    public void Of_layers_it_is_searched_after_the_head_was_trained()
    {
        var found = Find("--unfreeze", "expanded_conv_5*", "--epochs", "2", "--format", "json", "-o", _folder.File("rate.png"));
        using var json = JsonDocument.Parse(found.Output);
        Assert.Equal("layers", json.RootElement.GetProperty("stage").GetString());
        Assert.True(json.RootElement.GetProperty("points").GetArrayLength() > 10);
        Assert.Contains("head: epoch 2 of 2", found.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_plot_goes_is_looked_at_before_the_search() =>
        Assert.Contains("is a folder; give the name of a file with -o", Find("-o", _images).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);

    private ToolRun Find(params string[] arguments) => ToolRun.Of(["lr-find", "--model", CarriedModel.Folder, "--data", _images, "--batch-size", "8", "--steps", "40", .. arguments]);
}
