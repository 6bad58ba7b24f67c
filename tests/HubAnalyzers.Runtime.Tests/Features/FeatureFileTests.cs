using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using HubAnalyzers.Runtime.Features;
using HubAnalyzers.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Features;

/// <summary>A file of features gives back what was written, or is refused by name; it never answers wrongly.</summary>
public sealed class FeatureFileTests : IDisposable
{
    private static readonly FeatureKey _key = new("sha256:1", "sha256:2", "the last of the call", "to [0, 1]\nas it is", "sha256:3");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_gives_back_each_examples_rows_whatever_their_order()
    {
        using var wide = rand(4, 2, 3);
        using var narrow = rand(4);
        var path = _folder.File("a.features");
        using (var writer = new FeatureFileWriter(path, _key, [[2, 3], []]))
        {
            writer.Append([7, 3], [wide.narrow(0, 0, 2), narrow.narrow(0, 0, 2)]);
            writer.Append([4, 5], [wide.narrow(0, 2, 2), narrow.narrow(0, 2, 2)]);
            writer.Complete();
        }

        using var file = FeatureFile.Open(path);
        var read = file.Read([5, 7, 7]);

        Assert.Equal(_key, file.Key);
        Assert.Equal([7, 3, 4, 5], file.Rows);
        Assert.Equal([2, 3], file.Shapes[0]);
        Assert.Empty(file.Shapes[1]);
        Assert.Equal((true, false), (file.Has(3), file.Has(6)));
        Assert.Equal([3, 2, 3], read[0].shape);
        Assert.Equal([.. Row(wide, 3), .. Row(wide, 0), .. Row(wide, 0)], read[0].data<float>().ToArray());
        Assert.Equal([.. Row(narrow, 3), .. Row(narrow, 0), .. Row(narrow, 0)], read[1].data<float>().ToArray());
        Assert.Equal(["a.features"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_is_not_completed_is_not_there_and_one_that_a_killed_program_left_is_cleared_away()
    {
        File.WriteAllText(_folder.File("b.0.features.tmp"), "left");
        using (var writer = new FeatureFileWriter(_folder.File("a.features"), _key, [[1]]))
        {
            using var other = new FeatureFileWriter(_folder.File("c.features"), _key, [[1]]);
            Assert.Equal(2, Directory.EnumerateFiles(_folder.Path).Count());
        }

        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void Parts_are_merged_in_the_order_of_the_examples()
    {
        using var values = arange(6, dtype: ScalarType.Float32).reshape(3, 2);
        var (a, b, whole) = (Write("a", _key, [9, 0], values), Write("b", _key, [4], values.narrow(0, 2, 1)), _folder.File("whole.features"));

        Merge(whole, a, b);

        using var file = FeatureFile.Open(whole);
        Assert.Equal([0, 4, 9], file.Rows);
        Assert.Equal("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(whole))), file.Digest);
        Assert.Equal([2, 3, 4, 5, 0, 1], file.Read([0, 4, 9])[0].data<float>().ToArray());
    }

    [Fact]
    public void Parts_that_overlap_or_are_of_other_features_are_refused_by_name()
    {
        using var values = rand(2, 2);
        var (a, twice, other) = (Write("a", _key, [1, 2], values), Write("twice", _key, [3, 2], values), Write("other", _key with { Data = "sha256:4" }, [5, 6], values));
        var target = _folder.File("whole.features");

        var overlap = Assert.Throws<DataFormatException>(() => Merge(target, a, twice));
        var foreign = Assert.Throws<DataFormatException>(() => Merge(target, a, other));

        Assert.Equal((twice, $"it holds example 2, which {a} holds too"), (overlap.File, overlap.Problem));
        Assert.Equal((other, $"it holds other features than {a}: of other examples"), (foreign.File, foreign.Problem));
        Assert.False(File.Exists(target));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_file_with_a_byte_changed_or_bytes_missing_or_added_is_refused(int seed)
    {
        var random = new Random(seed);
        using var values = rand(3, 2);
        var path = Write("a", _key, [2, 1, 5], values);
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < 150; i++)
        {
            byte[] damaged = [.. bytes];
            switch (i % 3)
            {
                case 0:
                    damaged[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
                    break;
                case 1:
                    damaged = damaged[..random.Next(bytes.Length)];
                    break;
                default:
                    damaged = [.. damaged, .. new byte[random.Next(1, 200)]];
                    break;
            }

            File.WriteAllBytes(path, damaged);
            Assert.Equal(path, Assert.Throws<DataFormatException>(() => FeatureFile.Open(path)).File);
        }
    }

    /// <summary>Whoever can make a checksum can make any file: what it says is bounded by its length all the same.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void A_forged_description_is_refused_or_consistent(int seed)
    {
        var random = new Random(seed);
        using var values = rand(3, 2);
        var path = Write("a", _key, [2, 1, 5], values);
        var bytes = File.ReadAllBytes(path);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            byte[] forged = [.. bytes];
            for (var change = 0; change < 1 + (i % 3); change++)
            {
                forged[random.Next(FeatureFile.RowsAt, bytes.Length - FeatureFile.HashBytes)] = (byte)"0123456789[],-:\"e.\u00ff"[random.Next(18)];
            }

            File.WriteAllBytes(path, Sealed(forged));
            try
            {
                using var file = FeatureFile.Open(path);
                Assert.Equal((3, 6), (file.Rows.Count, file.Shapes.Sum(static s => s.Aggregate(1L, static (a, b) => a * b)) * 3));
                file.Read(file.Rows);
            }
            catch (DataFormatException e)
            {
                Assert.Equal(path, e.File);
                refused++;
            }
        }

        Assert.True(refused > 100);
    }

    [Theory]
    [InlineData("[[2,2],[5,1]]", "[[0,2147483647]]", "it describes")]
    [InlineData("[[2,2],[5,1]]", "[[2147483647,2]]", "its rows are none of examples")]
    [InlineData("[[2,2],[5,1]]", "[[5,1],[4,2]]", "it has an example twice")]
    [InlineData("[[2,2],[5,1]]", "[[-1,3]]", "its rows are none of examples")]
    [InlineData("[[2]]", "[[9223372036854775807,2]]", "it describes more than a file holds")]
    [InlineData("[[2]]", "[[0]]", "its shapes are none of results")]
    [InlineData("[[2]]", "[null]", "its shapes are none of results")]
    [InlineData("[[2]]", "null", "its description is not understood")]
    [InlineData("sha256:3", "sha256:4", "its key is not that of what it says it depends on")]
    [InlineData("\"schema\":1", "\"schema\":2", "it has the layout 2, this version reads 1")]
    public void Each_lie_of_a_description_has_its_sentence(string told, string lie, string problem)
    {
        using var values = rand(3, 2);
        var path = Write("a", _key, [2, 3, 5], values);
        var bytes = File.ReadAllBytes(path);
        var rows = 3 * 2 * sizeof(float);
        var footer = Encoding.UTF8.GetString(bytes[(FeatureFile.RowsAt + rows)..^(FeatureFile.HashBytes + sizeof(int))]);
        Assert.Contains(told, footer, StringComparison.Ordinal);
        var forged = Encoding.UTF8.GetBytes(footer.Replace(told, lie, StringComparison.Ordinal));
        var size = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(size, forged.Length);
        File.WriteAllBytes(path, Sealed([.. bytes[..(FeatureFile.RowsAt + rows)], .. forged, .. size, .. new byte[FeatureFile.HashBytes]]));

        Assert.StartsWith(problem, Assert.Throws<DataFormatException>(() => FeatureFile.Open(path)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_something_else_is_refused_by_name()
    {
        var other = _folder.File("other.features");
        File.WriteAllBytes(other, new byte[500]);

        Assert.Equal("it is no file of features", Assert.Throws<DataFormatException>(() => FeatureFile.Open(other)).Problem);
        Assert.StartsWith("it cannot be read", Assert.Throws<DataFormatException>(() => FeatureFile.Open(_folder.File("none.features"))).Problem, StringComparison.Ordinal);
    }

    private static byte[] Sealed(byte[] bytes)
    {
        SHA256.HashData(bytes.AsSpan(..^FeatureFile.HashBytes)).CopyTo(bytes.AsSpan()[^FeatureFile.HashBytes..]);
        return bytes;
    }

    private static float[] Row(Tensor tensor, int row) => tensor[row].contiguous().data<float>().ToArray();

    private static void Merge(string path, params string[] parts)
    {
        var files = parts.Select(FeatureFile.Open).ToList();
        try
        {
            FeatureFile.Merge(path, files);
        }
        finally
        {
            files.ForEach(static f => f.Dispose());
        }
    }

    private string Write(string name, FeatureKey key, int[] examples, Tensor values)
    {
        var path = _folder.File(name + ".features");
        using var writer = new FeatureFileWriter(path, key, [[.. values.shape[1..]]]);
        writer.Append(examples, [values.narrow(0, 0, examples.Length)]);
        writer.Complete();
        return path;
    }
}
