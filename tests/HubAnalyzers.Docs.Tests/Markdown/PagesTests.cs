using System;
using System.Linq;

namespace HubAnalyzers.Docs.Tests.Markdown;

/// <summary>That the pages are found and taken apart: what is overlooked is not checked.</summary>
public sealed class PagesTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/tool.md")]
    [InlineData("docs/rules/HUB0001.md")]
    [InlineData("src/HubAnalyzers.Runtime/README.md")]
    [InlineData("samples/Packaged/README.md")]
    [InlineData("benchmarks/Rules/README.md")]
    public void Pages_are_found(string path) => Assert.Single(Pages.All, p => p.Path == path);

    [Fact]
    public void A_page_is_taken_apart()
    {
        var page = new Page("docs/x.md", """
            # A *page*, `of` tests

            See [this](other.md#there) and `dotnet hub list`, not `[that](gone.md)`. <img src="a.svg" alt="">

            <!-- given: HubModel model -->

            ```csharp key=value
            model.Trainable = true;   // warning HUB0001: why
            ```

            Between.

            - in a list:
              ```sh
              dotnet build
                --indented
              ```

            ## A *page*, `of` tests
            """);

        Assert.Equal(["a-page-of-tests", "a-page-of-tests-1"], page.Anchors);
        Assert.Equal(["other.md#there", "a.svg"], page.Links.Select(static l => l.Target));
        Assert.Equal("dotnet hub list", Assert.Single(page.Mentions).Text);
        Assert.Collection(
            page.Blocks,
            static b =>
            {
                Assert.Equal(("csharp", "HubModel model", 8), (b.Language, b.Given, b.Line));
                Assert.Equal(["key=value"], b.Words);
                Assert.Equal(["1: HUB0001"], b.Claims);
            },
            static b => Assert.Equal(("sh", null, "dotnet build\n  --indented\n"), (b.Language, b.Given, b.Text)));
    }

    [Fact]
    public void A_block_without_an_end_is_an_error() => Assert.Throws<FormatException>(() => new Page("x.md", "```sh\nls\n"));

    [Fact]
    public void Every_block_is_in_a_language_that_is_checked_or_is_output() =>
        Problems.None(Pages.All.SelectMany(static p => p.Blocks).Where(static b => b.Language is not ("csharp" or "xml" or "json" or "yaml" or "ini" or "sh" or "python" or "mermaid" or "")).Select(static b => $"{b.Place}: {b.Language}"));
}
