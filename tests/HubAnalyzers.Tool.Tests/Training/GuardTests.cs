using System;
using System.IO;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Tests.Training;

/// <summary>The runtime's errors as the tool tells them.</summary>
public sealed class GuardTests
{
    [Fact]
    public void Members_of_options_are_called_by_the_options_of_the_command_line() =>
        Assert.Equal("a.png: it is no image; let some be left out with --max-broken.", Told(new DataFormatException("a.png", "it is no image", "let some be left out with MaxBroken")));

    [Fact]
    public void A_file_keeps_its_name_whatever_it_is_called()
    {
        const string File = "/data/BatchSize/MaxBroken.csv";

        Assert.Equal(File + ": --batch-size is too large; use another.", Told(new DataFormatException(File, "BatchSize is too large", "use another")));
        Assert.StartsWith(File, Told(new BrokenExampleException(File, "it is no image")), StringComparison.Ordinal);
    }

    private static string Told(Exception error) => Assert.Throws<IOException>(() => Guard.Run<int>(() => throw error)).Message;
}
