using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Scaling;

namespace HubAnalyzers.Tool.Tests.Scaling;

/// <summary>Whether shards together are the whole.</summary>
public sealed class PartsInOrderTests
{
    [Fact]
    public void Parts_in_any_order_are_the_whole_where_each_item_is_in_one() => PartsInOrder.Require("out", [Part(4, 2), Part(0, 3), Part(3, 1), Part(0, 0)], "images", 0, "run it again");

    [Theory]
    [InlineData(0, new[] { 0, 3, 4, 2 }, "out: images 3: in no shard; run it again")]
    [InlineData(0, new[] { 0, 3, 2, 4 }, "out: images 2: in two shards; run it again")]
    [InlineData(1, new[] { 0, 1, 4, 2 }, "out: images 2 to 4: in no shard; run it again")]
    [InlineData(1, new[] { 1, 5 }, "out: images 1: in no shard; run it again")]
    [InlineData(0, new[] { 0, 4 }, "out: images: the shards have 4 of 6; run it again")]
    [InlineData(0, new int[0], "out: images: the shards have 0 of 0; run it again")]
    public void What_is_missing_or_double_is_named(int first, int[] parts, string message) =>
        Assert.Equal(message, Assert.Throws<HubModelFormatException>(() => PartsInOrder.Require("out", [.. parts.Chunk(2).Select(static p => Part(p[0], p[1]))], "images", first, "run it again")).Message);

    private static ShardPart Part(int first, int count) => new("a", "key", first, count, 6, count == 0 ? null : "file", count == 0 ? null : "digest");
}
