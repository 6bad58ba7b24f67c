using System;
using static HubAnalyzers.Runtime.Tests.Ops.OpRunner;

namespace HubAnalyzers.Runtime.Tests.Ops;

/// <summary>Single operations against values worked out by hand, or Python's slices.</summary>
public sealed class ShapeOpsTests
{
    [Theory]
    [InlineData(1, 4, 1, 0, 0, new float[] { 1, 2, 3 })] // x[1:4]
    [InlineData(-2, 0, 1, 0, 1, new float[] { 3, 4 })] // x[-2:]
    [InlineData(0, 0, -1, 1, 1, new float[] { 4, 3, 2, 1, 0 })] // x[::-1]
    [InlineData(3, 0, -2, 0, 0, new float[] { 3, 1 })] // x[3:0:-2]
    [InlineData(0, 99, 2, 0, 0, new float[] { 0, 2, 4 })] // x[0:99:2]
    public void A_strided_slice_is_Pythons(int begin, int end, int stride, long beginMask, long endMask, float[] expected)
    {
        var y = Run("StridedSlice", [Floats([5], 0, 1, 2, 3, 4), Ints(begin), Ints(end), Ints(stride)], ("begin_mask", Attr(beginMask)), ("end_mask", Attr(endMask)));

        Assert.Equal(expected, Values(y));
    }

    [Fact]
    public void A_strided_slice_with_ellipsis_new_axis_and_index_is_Pythons()
    {
        // x[..., newaxis, 1] of [[0, 1, 2], [3, 4, 5]] is [[1], [4]].
        var y = Run(
            "StridedSlice",
            [Floats([2, 3], 0, 1, 2, 3, 4, 5), Ints(0, 0, 1), Ints(0, 0, 2), Ints(1, 1, 1)],
            ("ellipsis_mask", Attr(1L)),
            ("new_axis_mask", Attr(2L)),
            ("shrink_axis_mask", Attr(4L)));

        Assert.Equal([2L, 1], y.shape);
        Assert.Equal([1f, 4f], Values(y));
    }

    [Fact]
    public void Padding_pairs_belong_to_the_axes_in_order()
    {
        var y = Run("Pad", [Floats([1, 2], 1, 2), OpRunner.Ints(1, 0, 0, 2).reshape(2, 2)]);

        Assert.Equal([2L, 4], y.shape);
        Assert.Equal([0f, 0, 0, 0, 1, 2, 0, 0], Values(y));
    }

    [Fact]
    public void A_mean_without_axes_is_the_input()
    {
        var y = Run("Mean", [Floats([2], 1, 3), OpRunner.Ints()]);

        Assert.Equal([1f, 3f], Values(y));
    }

    [Fact]
    public void A_mean_keeps_its_axes_when_asked()
    {
        var x = Floats([1, 2, 2, 1], 1, 2, 3, 6);

        Assert.Equal([1L, 1, 1, 1], Run("Mean", [x, Ints(1, 2)], ("keep_dims", Attr(true))).shape);
        Assert.Equal([3f], Values(Run("Mean", [x, Ints(1, 2)])));
    }

    [Fact]
    public void A_matrix_product_transposes_what_it_is_told_to()
    {
        var a = Floats([2, 1], 1, 2);
        var b = Floats([2, 1], 3, 4);

        Assert.Equal([11f], Values(Run("MatMul", [a, b], ("transpose_a", Attr(true)))));
        Assert.Equal([3f, 4, 6, 8], Values(Run("MatMul", [a, b], ("transpose_b", Attr(true)))));
    }

    [Fact]
    public void Squeeze_counts_axes_from_either_end_and_drops_only_those_named()
    {
        var x = Floats([1, 2, 1, 1], 5, 6);

        Assert.Equal([1L, 2, 1], Run("Squeeze", [x], ("squeeze_dims", Attr([-1L]))).shape);
        Assert.Equal([2L], Run("Squeeze", [x]).shape);
    }

    [Fact]
    public void The_L2_loss_is_half_the_sum_of_squares() => Assert.Equal([12.5f], Values(Run("L2Loss", [Floats([2], 3, 4)])));

    [Fact]
    public void Gather_puts_the_shape_of_the_indices_in_the_place_of_the_axis()
    {
        var y = Run("GatherV2", [Floats([2, 3], 0, 1, 2, 3, 4, 5), OpRunner.Ints(2, 0, 0, 1).reshape(2, 2), OpRunner.Ints(1).reshape(Array.Empty<long>())]);

        Assert.Equal([2L, 2, 2], y.shape);
        Assert.Equal([2f, 0, 0, 1, 5, 3, 3, 4], Values(y));
    }
}
