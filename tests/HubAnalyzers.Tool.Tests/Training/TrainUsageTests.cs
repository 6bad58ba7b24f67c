using System;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>An option that is wrong is named, with what it takes, before anything is read.</summary>
public sealed class TrainUsageTests
{
    [Theory]
    [InlineData("--batch-size", "0", "'0' in --batch-size is not a whole number from 1")]
    [InlineData("--batch-size", "many", "'many' in --batch-size is not a whole number from 1")]
    [InlineData("--threads", "0", "--threads is not a whole number from 1")]
    [InlineData("--dropout", "1", "'1' in --dropout is not a number from 0 to below 1")]
    [InlineData("--weight-decay", "-1", "--weight-decay is not a number from 0")]
    [InlineData("--clip-norm", "0", "--clip-norm is not a number above 0")]
    [InlineData("--seed", "x", "'x' in --seed is not a whole number")]
    [InlineData("--epochs", "0", "'0' in --epochs is not a whole number from 1")]
    [InlineData("--epochs", "1,2,3", "--epochs has 3 values")]
    [InlineData("--lr", "0", "'0' in --lr is not a number above 0")]
    [InlineData("--optimizer", "lion", "'lion' not recognized")]
    [InlineData("--precision", "float16", "'float16' not recognized")]
    [InlineData("--image-size", "0x3", "'0x3' in --image-size is no size")]
    [InlineData("--range", "1,-1", "'1,-1' in --range is no range")]
    [InlineData("--momentum", "0.5", "--momentum is for --optimizer sgd")]
    [InlineData("--format", "json", "--format is for --dry-run")]
    [InlineData("--monitor", "loss", "--monitor is for --patience and --keep-best")]
    [InlineData("--depth-decay", "0.5", "--depth-decay is for the layers that --unfreeze names")]
    public void It_is_wrong_usage(string option, string value, string message) =>
        Assert.Contains(message, ToolRun.Of("train", "--model", CarriedModel.Folder, "--data", "images", option, value).Failed(ExitCodes.WrongUsage).Replace("Argument ", "", StringComparison.Ordinal), StringComparison.Ordinal);

    [Theory]
    [InlineData("gpu", ExitCodes.WrongUsage, "--device: 'gpu' is no device")]
    [InlineData("cuda:99", ExitCodes.BadInput, "cuda:99 was asked for")]
    public void A_device_that_is_none_or_not_there_is_refused(string device, int exitCode, string message)
    {
        var line = ToolRun.Of("train", "--model", CarriedModel.Folder, "--data", "images", "--device", device).Failed(exitCode);
        Assert.StartsWith(message, line, StringComparison.Ordinal);
        Assert.DoesNotContain("HubDevice", line, StringComparison.Ordinal);
    }
}
