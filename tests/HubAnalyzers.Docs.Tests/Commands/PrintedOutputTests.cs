namespace HubAnalyzers.Docs.Tests.Commands;

public sealed class PrintedOutputTests
{
    [Theory]
    [InlineData("a\nb\n", "a\nb\nc\n", null)]
    [InlineData("a\n…\nc\n", "a\nb\nc\n", null)]
    [InlineData("a\n…\n", "a\nb\nc\n", null)]
    [InlineData("the first …\n", "the first line\n", null)]
    [InlineData("a\nc\n", "a\nb\nc\n", "c")]
    [InlineData("b\n", "a\nb\n", "b")]
    [InlineData("a\n…\nd\n", "a\nb\nc\n", "d")]
    [InlineData("the last …\n", "the first line\n", "the last …")]
    public void What_is_shown_must_have_been_printed(string shown, string printed, string? missing) => Assert.Equal(missing, PrintedOutput.Missing(shown, printed));
}
