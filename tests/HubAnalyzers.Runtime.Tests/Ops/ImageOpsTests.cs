using System;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;
using static HubAnalyzers.Runtime.Tests.Ops.OpRunner;

namespace HubAnalyzers.Runtime.Tests.Ops;

/// <summary>Single operations against values worked out by hand.</summary>
public sealed class ImageOpsTests
{
    private static readonly (string, AttrValue) _same = ("padding", Attr("SAME"));
    private static readonly (string, AttrValue) _valid = ("padding", Attr("VALID"));

    [Fact]
    public void SAME_with_stride_two_pads_only_at_the_end_of_an_even_size()
    {
        // Four pixels, window 3, stride 2: two outputs, one zero missing, and it goes after: 1+2+3 and 3+4+0.
        var y = Run("Conv2D", [Floats([1, 1, 4, 1], 1, 2, 3, 4), Floats([1, 3, 1, 1], 1, 1, 1)], _same, ("strides", Attr(1, 2, 2, 1)));

        Assert.Equal([1L, 1, 2, 1], y.shape);
        Assert.Equal([6f, 7f], Values(y));
    }

    [Fact]
    public void SAME_with_stride_two_pads_both_ends_of_an_odd_size()
    {
        // Five pixels: three outputs, two zeros missing: 0+1+2, 2+3+4, 4+5+0.
        var y = Run("Conv2D", [Floats([1, 1, 5, 1], 1, 2, 3, 4, 5), Floats([1, 3, 1, 1], 1, 1, 1)], _same, ("strides", Attr(1, 2, 2, 1)));

        Assert.Equal([3f, 9f, 9f], Values(y));
    }

    [Fact]
    public void Dilation_spreads_the_window()
    {
        // Window 3 with dilation 2 over five pixels, no padding: pixels 1, 3 and 5.
        var y = Run("Conv2D", [Floats([1, 1, 5, 1], 1, 2, 3, 4, 5), Floats([1, 3, 1, 1], 1, 10, 100)], _valid, ("dilations", Attr(1, 1, 2, 1)));

        Assert.Equal([531f], Values(y));
    }

    [Fact]
    public void Explicit_padding_is_read_in_the_order_of_the_axes()
    {
        // Nothing for the height, one before and two after for the width.
        var y = Run("Conv2D", [Floats([1, 1, 2, 1], 1, 2), Floats([1, 1, 1, 1], 1)], ("padding", Attr("EXPLICIT")), ("explicit_paddings", Attr(0, 0, 0, 0, 1, 2, 0, 0)));

        Assert.Equal([0f, 1f, 2f, 0f, 0f], Values(y));
    }

    [Fact]
    public void A_kernel_with_fewer_input_channels_than_the_image_works_on_groups()
    {
        // Two channels, kernel of one: the first output sees channel 0, the second channel 1.
        var y = Run("Conv2D", [Floats([1, 1, 1, 2], 3, 5), Floats([1, 1, 1, 2], 10, 100)], _valid);

        Assert.Equal([30f, 500f], Values(y));
    }

    [Fact]
    public void Depthwise_outputs_are_ordered_by_channel_then_multiplier()
    {
        // Two channels, multiplier 2; kernel [1,1,2,2]: channel 0 times 1 and 2, channel 1 times 3 and 4.
        var y = Run("DepthwiseConv2dNative", [Floats([1, 1, 1, 2], 10, 100), Floats([1, 1, 2, 2], 1, 2, 3, 4)], _valid, ("strides", Attr(1, 1, 1, 1)));

        Assert.Equal([10f, 20f, 300f, 400f], Values(y));
    }

    [Fact]
    public void Average_pooling_leaves_the_padding_out_of_the_divisor()
    {
        // Three pixels, window 2, stride 2, SAME: (1+2)/2 and 3 alone.
        var y = Run("AvgPool", [Floats([1, 1, 3, 1], 1, 2, 3)], _same, ("ksize", Attr(1, 1, 2, 1)), ("strides", Attr(1, 1, 2, 1)));

        Assert.Equal([1.5f, 3f], Values(y));
    }

    [Fact]
    public void Maximum_pooling_never_takes_the_padding_even_among_negatives()
    {
        var y = Run("MaxPool", [Floats([1, 1, 3, 1], -1, -2, -3)], _same, ("ksize", Attr(1, 1, 2, 1)), ("strides", Attr(1, 1, 2, 1)));

        Assert.Equal([-1f, -3f], Values(y));
    }

    [Fact]
    public void Batch_norm_with_stripped_attributes_trains_and_its_variance_is_unbiased()
    {
        // 1, 3: mean 2, biased variance 1, unbiased 2. Epsilon 0 here: y = ∓1, times gamma 2, plus beta 5.
        var results = RunAll("FusedBatchNormV3", [Floats([2, 1, 1, 1], 1, 3), Floats([1], 2), Floats([1], 5), Floats([1], 0), Floats([1], 1)], ("epsilon", Attr(0f)));

        Assert.Equal([3f, 7f], Values(results[0]!));
        Assert.Equal([2f], Values(results[1]!));
        Assert.Equal([2f], Values(results[2]!));
    }

    [Fact]
    public void Batch_norm_with_a_share_returns_moved_averages()
    {
        // A quarter of the new: mean 0.75·10 + 0.25·2, variance 0.75·4 + 0.25·2.
        var results = RunAll("FusedBatchNormV3", [Floats([2, 1, 1, 1], 1, 3), Floats([1], 1), Floats([1], 0), Floats([1], 10), Floats([1], 4)], ("exponential_avg_factor", Attr(0.25f)));

        Assert.Equal([8f], Values(results[1]!));
        Assert.Equal([3.5f], Values(results[2]!));
    }

    [Fact]
    public void Batch_norm_in_inference_uses_the_averages_and_TensorFlows_epsilon()
    {
        // (3 - 1) / sqrt(0 + 1e-4) = 200.
        var results = RunAll("FusedBatchNormV3", [Floats([1, 1, 1, 1], 3), Floats([1], 1), Floats([1], 0), Floats([1], 1), Floats([1], 0)], ("is_training", Attr(false)));

        Assert.InRange(Values(results[0]!)[0], 199.99f, 200.01f);
    }

    [Fact]
    public void Half_pixel_centers_place_the_pixels_between_the_old_ones()
    {
        // Two pixels to four: centers at -0.25, 0.25, 0.75, 1.25, the outer ones held at the edge.
        var y = Run("ResizeBilinear", [Floats([1, 1, 2, 1], 0, 4), Ints(1, 4)], ("half_pixel_centers", Attr(true)));

        Assert.Equal([0f, 1f, 3f, 4f], Values(y));
    }

    [Fact]
    public void Without_half_pixel_centers_the_grid_starts_at_the_corner()
    {
        // Positions 0, 0.5, 1, 1.5: the last has no neighbour to the right.
        var y = Run("ResizeBilinear", [Floats([1, 1, 2, 1], 0, 4), Ints(1, 4)]);

        Assert.Equal([0f, 2f, 4f, 4f], Values(y));
    }

    [Fact]
    public void Aligned_corners_keep_the_first_and_the_last_pixel()
    {
        var y = Run("ResizeBilinear", [Floats([1, 1, 2, 1], 0, 4), Ints(1, 5)], ("align_corners", Attr(true)));

        Assert.Equal([0f, 1f, 2f, 3f, 4f], Values(y));
    }

    [Fact]
    public void The_nearest_pixel_is_the_one_below()
    {
        var y = Run("ResizeNearestNeighbor", [Floats([1, 1, 2, 1], 7, 8), Ints(1, 3)]);

        // Positions 0, 0.67, 1.33.
        Assert.Equal([7f, 7f, 8f], Values(y));
    }
}
