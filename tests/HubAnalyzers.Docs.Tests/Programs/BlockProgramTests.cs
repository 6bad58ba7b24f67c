using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.Docs.Tests.Markdown;

namespace HubAnalyzers.Docs.Tests.Programs;

/// <summary>Every C# block compiles, with generator and rules, and draws exactly what its comments claim.</summary>
public sealed class BlockProgramTests
{
    // The pages of the rules are compiled by the analyzers' tests (PageSampleTests).
    private static readonly IReadOnlyList<Block> _blocks = [.. Pages.All.Where(static p => !p.Path.StartsWith("docs/rules/HUB", StringComparison.Ordinal)).SelectMany(static p => p.Blocks).Where(static b => b.Language == "csharp")];

    public static TheoryData<string> Places => [.. _blocks.Select(static b => b.Place)];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_block_keeps_its_word(string place) => Problems.None(await BlockProgram.Problems(_blocks.Single(b => b.Place == place)));

    [Theory]
    [InlineData(null, "HubModel.Lode(\"x\");", "does not compile")]
    [InlineData(null, "model.Trainable = true;", "does not compile")]
    [InlineData("HubModel model", "model.Trainabel = true;", "does not compile")]
    [InlineData(null, "using var model = ShapesMobilenet.Load();\nmodel.BnConv1.Trainable = true;", "line 2: HUB0002, which no comment claims")]
    [InlineData(null, "using var model = ShapesMobilenet.Load();\nmodel.Conv1.Trainable = true;   // warning HUB0002: no", "line 2: HUB0002 is claimed and not found")]
    [InlineData("ShapesMobilenet model", "using HubAnalyzers.Runtime;\n\nmodel.BnConv1.Trainable = true;", "line 3: HUB0002, which no comment claims")]
    public async Task A_block_that_does_not_is_found(string? given, string text, string problem) =>
        Assert.Contains(problem, Assert.Single(await BlockProgram.Problems(new Block("x.md", 1, "csharp", [], given, text + "\n"))), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "public sealed class Mine { public HubModel? Model { get; set; } }")]
    [InlineData("HubModel model, Examples examples", "using System.IO;\n\nvar there = File.Exists(\"x\");\nConsole.WriteLine(model.Layers.Count + examples.Count + (there ? 1 : 0));")]
    [InlineData("IAsyncEnumerable<LabelledImage> images", "var all = await LabelledImages.CollectAsync(images, 8, 8, 3);\nConsole.WriteLine(all.Count);")]
    public async Task Types_and_bodies_of_methods_are_programs_too(string? given, string text) =>
        Problems.None(await BlockProgram.Problems(new Block("x.md", 1, "csharp", [], given, text + "\n")));
}
