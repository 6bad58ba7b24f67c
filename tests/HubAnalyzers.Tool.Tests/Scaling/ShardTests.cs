using System.Linq;
using HubAnalyzers.Tool.Scaling;

namespace HubAnalyzers.Tool.Tests.Scaling;

public sealed class ShardTests
{
    [Theory]
    [InlineData(100, 32, 3)]
    [InlineData(7, 32, 3)]
    [InlineData(64, 32, 2)]
    [InlineData(65, 1, 4)]
    [InlineData(1_000_000_000, 1, 9_999)]
    public void Every_row_is_in_one_shard_and_no_batch_is_cut(int rows, int batch, int count)
    {
        var next = 0;
        foreach (var shard in Enumerable.Range(1, count > 100 ? 2 : count).Select(i => new Shard(i, count)))
        {
            var own = shard.RowsOf(rows, batch);
            Assert.True(own.Count == 0 || (own[0] == next && own[0] % batch == 0));
            next += own.Count;
        }

        Assert.Equal(count > 100 ? next : rows, next);
    }

    [Fact]
    public void Trials_are_dealt_out_and_none_twice() =>
        Assert.Equal(Enumerable.Range(0, 10), Enumerable.Range(1, 3).SelectMany(i => Enumerable.Range(0, 10).Where(new Shard(i, 3).Has)).Order());

    [Fact]
    public void A_pod_of_an_indexed_job_counts_from_0_and_a_shard_from_1()
    {
        Assert.Equal(new Shard(1, 3), Shard.Parse("job/3", static _ => "0"));
        Assert.Equal(new Shard(3, 3), Shard.Parse("job/3", static _ => "2"));
        Assert.Equal(new Shard(2, 3), Shard.Parse("2/3", static _ => null));
        Assert.Equal(Shard.Whole, Shard.Parse(null, static _ => null));
    }

    [Theory]
    [InlineData("0/3", null)]
    [InlineData("4/3", null)]
    [InlineData("1/0", null)]
    [InlineData("1", null)]
    [InlineData("1/2/3", null)]
    [InlineData("-1/3", null)]
    [InlineData("1/99999", null)]
    [InlineData("job/3", null)]
    [InlineData("job/3", "3")]
    [InlineData("job/3", "x")]
    public void What_is_no_shard_is_wrong_usage(string text, string? index) =>
        Assert.Contains("--shard", Assert.Throws<WrongUsageException>(() => Shard.Parse(text, _ => index)).Message, System.StringComparison.Ordinal);
}
