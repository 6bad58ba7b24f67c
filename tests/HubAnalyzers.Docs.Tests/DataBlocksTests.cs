using System;
using System.Linq;
using HubAnalyzers.Docs.Tests.Markdown;

namespace HubAnalyzers.Docs.Tests;

public sealed class DataBlocksTests
{
    public static TheoryData<string> Paths => [.. Pages.All.Where(static p => p.Blocks.Any(IsData)).Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Blocks_of_data_can_be_read(string path) => Problems.None(Pages.Of(path).Blocks.Where(IsData).SelectMany(DataBlocks.Problems));

    [Theory]
    [InlineData("xml", "<A><B></A>", "cannot be read")]
    [InlineData("xml", "<HubLockedMoode>true</HubLockedMoode>", "nothing of the package reads")]
    [InlineData("xml", "<PackageReference Include=\"HubAnalyzers\" Version=\"0.0.9\" />", "0.0.9 there")]
    [InlineData("xml", "<PackageReference Include=\"libtorch-cpu-linux-x64\" Version=\"1.0.0\" />", "1.0.0 there")]
    [InlineData("xml", "<PackageReference Include=\"Hub.Analyzers\" />", "no package of ours")]
    [InlineData("json", "{ \"a\": }", "cannot be read")]
    [InlineData("yaml", "a: [1, 2", "cannot be read")]
    [InlineData("ini", "hub_batchnorm_policy = any", "no rule reads")]
    [InlineData("ini", "dotnet_diagnostic.HUB9999.severity = error", "no rule reads")]
    [InlineData("ini", "hub_batch_norm_policy", "is no setting")]
    public void A_damaged_block_is_found(string language, string text, string problem) =>
        Assert.Contains(problem, Assert.Single(DataBlocks.Problems(new Block("x.md", 1, language, [], null, text + "\n"))), StringComparison.Ordinal);

    private static bool IsData(Block block) => block.Language is "xml" or "json" or "yaml" or "ini";
}
