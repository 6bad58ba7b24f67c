using System;
using System.Linq;
using TorchSharp;
using static HubAnalyzers.Runtime.Tests.Ops.OpRunner;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Ops;

/// <summary>Where TensorFlow's kernels and torch's functions of the same name differ: ties, halves, edges, indices outside. Values as TensorFlow's kernels compute them.</summary>
public sealed class TensorFlowCornersTests
{
    [Theory]
    [InlineData("WRAP", "NEAREST", 1f, 0f, new[] { 10f, 20, 30, 40 })]
    [InlineData("WRAP", "BILINEAR", 1f, 0f, new[] { 10f, 20, 30, 40 })]
    [InlineData("WRAP", "NEAREST", 1f, -1f, new[] { 40f, 10, 20, 30 })]
    [InlineData("WRAP", "NEAREST", 1f, 2f, new[] { 30f, 40, 10, 20 })]
    [InlineData("REFLECT", "NEAREST", 1f, -2f, new[] { 20f, 10, 10, 20 })]
    [InlineData("NEAREST", "NEAREST", 1f, -2f, new[] { 10f, 10, 10, 20 })]
    public void An_image_goes_on_past_its_edges_as_the_mode_says(string fill, string interpolation, float zoom, float shift, float[] expected) =>
        Assert.Equal(expected, Values(Transformed([10, 20, 30, 40], fill, interpolation, zoom, shift)));

    [Fact]
    public void A_place_outside_the_image_is_filled_and_not_blended_with_the_edge()
    {
        // Places -0.3, 0.7, 1.7 and 2.7.
        var y = Values(Transformed([10, 20, 30, 40], "CONSTANT", "BILINEAR", 1, -0.3f));

        Assert.All(y.Zip([0f, 17, 27, 37]), static pair => Assert.Equal(pair.Second, pair.First, 4));
    }

    [Fact]
    public void Halfway_between_two_pixels_the_nearest_is_the_second()
    {
        // Places 0, 0.5, 1 and 1.5.
        Assert.Equal([10f, 20, 20, 30], Values(Transformed([10, 20, 30, 40], "CONSTANT", "NEAREST", 0.5f, 0)));
    }

    [Fact]
    public void A_place_at_infinity_is_filled()
    {
        // The depth is 1 - x, nought at the second pixel.
        var y = Run("ImageProjectiveTransformV3", [Floats([1, 1, 2, 1], 10, 20), Floats([1, 8], 0, 0, 0, 0, 0, 0, -1, 0), Ints(1, 2), tensor(7f)], ("interpolation", Attr("BILINEAR")));

        Assert.Equal([10f, 7], Values(y));
    }

    [Fact]
    public void Places_are_counted_in_float32_whatever_the_pixels_are()
    {
        // A row of 300 pixels, of which bfloat16 could only count the first 256 one by one.
        var image = (arange(300, dtype: ScalarType.Float32) % 2).reshape(1, 1, 300, 1);

        var y = Run("ImageProjectiveTransformV3", [image.to(ScalarType.BFloat16), Floats([1, 8], 1, 0, 0, 0, 1, 0, 0, 0), Ints(1, 300), tensor(0f)], ("interpolation", Attr("BILINEAR")));

        Assert.Equal(ScalarType.BFloat16, y.dtype);
        Assert.Equal(Values(image), Values(y.to(ScalarType.Float32)));
    }

    [Theory]
    [InlineData(false, new[] { 0f, 1, 1e8f })]
    [InlineData(true, new[] { 1e8f, 1, 0 })]
    public void An_exclusive_running_sum_never_adds_what_it_leaves_out(bool reverse, float[] expected) =>
        Assert.Equal(expected, Values(Run("Cumsum", [Floats([3], 1, 1e8f, 1), tensor(0)], ("exclusive", Attr(true)), ("reverse", Attr(reverse)))));

    [Fact]
    public void An_exclusive_running_sum_before_infinity_is_a_number() =>
        Assert.Equal([0f, 1, float.PositiveInfinity], Values(Run("Cumsum", [Floats([3], 1, float.PositiveInfinity, 1), tensor(0)], ("exclusive", Attr(true)))));

    [Fact]
    public void Of_equal_values_the_first_come_first()
    {
        var results = RunAll("TopKV2", [Floats([1, 6], 1, 3, 3, 2, 3, 3), tensor(3)]);

        Assert.Equal([3f, 3, 3], Values(results[0]!));
        Assert.Equal([1, 2, 4], results[1]!.contiguous().data<int>().ToArray());
    }

    [Theory]
    [InlineData("FakeQuantWithMinMaxVars")]
    [InlineData("FakeQuantWithMinMaxVarsPerChannel")]
    public void A_half_is_quantized_upwards(string op)
    {
        var bounds = op.EndsWith("PerChannel", StringComparison.Ordinal) ? new long[] { 1 } : [];
        var y = Run(op, [Floats([4, 1], 0.5f, 1.5f, 2.5f, 3.5f), Floats(bounds, 0), Floats(bounds, 255)]);

        Assert.Equal([1f, 2, 3, 4], Values(y));
    }

    [Fact]
    public void Zero_halfway_on_the_grid_moves_the_range_downwards()
    {
        // Steps of 1 from -2.5: the zero point 2.5 becomes 3, so that the range is -3 to 252.
        var y = Run("FakeQuantWithMinMaxVars", [Floats([2], -10, 300), tensor(-2.5f), tensor(252.5f)]);

        Assert.Equal([-3f, 252], Values(y));
    }

    [Fact]
    public void A_range_without_extent_gives_nought() =>
        Assert.Equal([0f, 0], Values(Run("FakeQuantWithMinMaxVars", [Floats([2], -1, 3), tensor(0f), tensor(0f)])));

    [Theory]
    [InlineData(0, 2, "index 2 lies outside axis 1 of size 2")]
    [InlineData(1, -1, "index -1 lies outside axis 1 of size 2")]
    [InlineData(3, 0, "index 3 lies outside axis 0 of size 3")]
    public void An_index_outside_its_own_axis_is_refused_and_is_no_other_row(int row, int column, string says)
    {
        var at = tensor(new[,] { { row, column } });

        Assert.Contains(says, Assert.Throws<ArgumentException>(() => Run("GatherNd", [rand(3, 2), at])).Message);
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => Run("ResourceGatherNd", [rand(3, 2), at])).Message);
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => Run("ScatterNd", [at, rand(1), Ints(3, 2)])).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void With_batches_an_index_is_of_its_own_batch(int index)
    {
        var error = Assert.Throws<ArgumentException>(() => Run("GatherV2", [rand(3, 2), tensor(new[,] { { 0 }, { index }, { 1 } }), tensor(1)], ("batch_dims", Attr(1L))));

        Assert.Contains($"index {index} lies outside axis 1 of size 2", error.Message);
    }

    [Fact]
    public void Rows_of_segments_below_nought_are_left_out()
    {
        Assert.Equal([9f, 2], Values(Run("UnsortedSegmentSum", [Floats([4], 1, 2, 4, 8), Ints(0, 1, -1, 0), tensor(2)])));
        Assert.Equal([5f, 2], Values(Run("UnsortedSegmentSum", [Floats([2, 2], 1, 2, 4, 8), tensor(new[,] { { 0, 1 }, { 0, -3 } }), tensor(2)])));
        Assert.Contains("segment 2 of 2", Assert.Throws<ArgumentException>(() => Run("UnsortedSegmentSum", [Floats([2], 1, 2), Ints(0, 2), tensor(2)])).Message);
    }

    [Fact]
    public void The_mean_of_whole_numbers_is_cut_off()
    {
        var y = Run("Mean", [tensor(new[,] { { 1, 2 }, { -1, -2 }, { int.MaxValue, int.MaxValue } }), Ints(1)]);

        Assert.Equal([1, -1, int.MaxValue], y.data<int>().ToArray());
        Assert.Equal([2], Run("Mean", [Ints(4, 3, 1), Ints(0)], ("keep_dims", Attr(true))).data<int>().ToArray());
    }

    private static Tensor Transformed(float[] row, string fill, string interpolation, float zoom, float shift) => Run(
        "ImageProjectiveTransformV3",
        [Floats([1, 1, row.Length, 1], row), Floats([1, 8], zoom, 0, shift, 0, 1, 0, 0, 0), Ints(1, row.Length), tensor(0f)],
        ("fill_mode", Attr(fill)),
        ("interpolation", Attr(interpolation)));
}
