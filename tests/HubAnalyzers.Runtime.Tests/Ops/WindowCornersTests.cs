using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;
using static HubAnalyzers.Runtime.Tests.Ops.OpRunner;

namespace HubAnalyzers.Runtime.Tests.Ops;

/// <summary>
/// Every size, window, stride and dilation up to a few, along the height and along the width, against loops that do what
/// TensorFlow's documentation says: of what is missing half goes before, the odd one after.
/// </summary>
public sealed class WindowCornersTests
{
    public static IEnumerable<object[]> Corners() =>
        from padding in (string[])["SAME", "VALID"]
        from alongWidth in (bool[])[false, true]
        select new object[] { padding, alongWidth };

    [Theory]
    [MemberData(nameof(Corners))]
    public void Convolution(string padding, bool alongWidth) => All(padding, dilated: true, (signal, c) =>
    {
        float[] kernel = [.. Enumerable.Range(1, c.Window).Select(static i => i * 10f)];
        var expected = c.Outputs().Select(o => c.Taps(o).Where(t => c.Inside(t.At)).Sum(t => signal[t.At] * kernel[t.K])).ToArray();
        var y = Run("Conv2D", [Line(signal, alongWidth), Kernel(kernel, alongWidth)], ("padding", Attr(padding)), ("strides", Steps(c.Stride, alongWidth)), ("dilations", Steps(c.Dilation, alongWidth)));
        Assert.Equal(expected, Values(y));
    });

    [Theory]
    [MemberData(nameof(Corners))]
    public void Depthwise_convolution(string padding, bool alongWidth) => All(padding, dilated: true, (signal, c) =>
    {
        float[] kernel = [.. Enumerable.Range(1, c.Window).Select(static i => i * 10f)];
        var expected = c.Outputs().Select(o => c.Taps(o).Where(t => c.Inside(t.At)).Sum(t => signal[t.At] * kernel[t.K])).ToArray();
        var y = Run("DepthwiseConv2dNative", [Line(signal, alongWidth), Kernel(kernel, alongWidth)], ("padding", Attr(padding)), ("strides", Steps(c.Stride, alongWidth)), ("dilations", Steps(c.Dilation, alongWidth)));
        Assert.Equal(expected, Values(y));
    });

    [Theory]
    [MemberData(nameof(Corners))]
    public void Transposed_convolution(string padding, bool alongWidth) => All(padding, dilated: true, (_, c) =>
    {
        float[] kernel = [.. Enumerable.Range(1, c.Window).Select(static i => i * 10f)];
        float[] given = [.. c.Outputs().Select(static o => o + 1f)];
        var expected = new float[c.Size];
        foreach (var o in c.Outputs())
        {
            foreach (var (k, at) in c.Taps(o).Where(t => c.Inside(t.At)))
            {
                expected[at] += given[o] * kernel[k];
            }
        }

        var size = alongWidth ? Ints(1, 1, c.Size, 1) : Ints(1, c.Size, 1, 1);
        var y = Run("Conv2DBackpropInput", [size, Kernel(kernel, alongWidth), Line(given, alongWidth)], ("padding", Attr(padding)), ("strides", Steps(c.Stride, alongWidth)), ("dilations", Steps(c.Dilation, alongWidth)));
        Assert.Equal(expected, Values(y));
    });

    [Theory]
    [MemberData(nameof(Corners))]
    public void Largest_of_a_window(string padding, bool alongWidth) => All(padding, dilated: false, (signal, c) =>
    {
        float[] negative = [.. signal.Select(static v => -v)];
        var expected = c.Outputs().Select(o => c.Taps(o).Where(t => c.Inside(t.At)).Max(t => negative[t.At])).ToArray();
        var y = Run("MaxPool", [Line(negative, alongWidth)], ("padding", Attr(padding)), ("strides", Steps(c.Stride, alongWidth)), ("ksize", Steps(c.Window, alongWidth)));
        Assert.Equal(expected, Values(y));
    });

    [Theory]
    [MemberData(nameof(Corners))]
    public void Average_of_a_window_without_the_padding(string padding, bool alongWidth) => All(padding, dilated: false, (signal, c) =>
    {
        var expected = c.Outputs().Select(o => c.Taps(o).Where(t => c.Inside(t.At)).Average(t => signal[t.At])).ToArray();
        var y = Run("AvgPool", [Line(signal, alongWidth)], ("padding", Attr(padding)), ("strides", Steps(c.Stride, alongWidth)), ("ksize", Steps(c.Window, alongWidth)));
        Assert.All(expected.Zip(Values(y)), static p => Assert.Equal(p.First, p.Second, 5));
    });

    private static void All(string padding, bool dilated, Action<float[], Corner> check)
    {
        var seen = 0;
        using var scope = torch.NewDisposeScope();
        for (var size = 1; size <= 7; size++)
        {
            float[] signal = [.. Enumerable.Range(1, size).Select(static i => (float)(i * i))];
            for (var window = 1; window <= 4; window++)
            {
                for (var stride = 1; stride <= 3; stride++)
                {
                    for (var dilation = 1; dilation <= (dilated ? 3 : 1); dilation++)
                    {
                        var corner = new Corner(padding, size, window, stride, dilation);

                        // TensorFlow has no convolution that is strided and dilated at once, and no window larger than the image.
                        if ((stride == 1 || dilation == 1) && corner.Outputs().Any())
                        {
                            check(signal, corner);
                            seen++;
                        }
                    }
                }
            }
        }

        Assert.True(seen > 60);
    }

    private static torch.Tensor Line(float[] values, bool alongWidth) => Floats(alongWidth ? [1, 1, values.Length, 1] : [1, values.Length, 1, 1], values);

    private static torch.Tensor Kernel(float[] values, bool alongWidth) => Floats(alongWidth ? [1, values.Length, 1, 1] : [values.Length, 1, 1, 1], values);

    private static AttrValue Steps(int step, bool alongWidth) => alongWidth ? Attr(1, 1, step, 1) : Attr(1, step, 1, 1);

    private sealed record Corner(string Padding, int Size, int Window, int Stride, int Dilation)
    {
        private int Reach => ((Window - 1) * Dilation) + 1;

        public IEnumerable<int> Outputs()
        {
            var count = Padding == "SAME" ? (Size + Stride - 1) / Stride : Size < Reach ? 0 : ((Size - Reach) / Stride) + 1;
            return Enumerable.Range(0, count);
        }

        public IEnumerable<(int K, int At)> Taps(int output)
        {
            var missing = Padding == "SAME" ? Math.Max(0, ((Outputs().Count() - 1) * Stride) + Reach - Size) : 0;
            return Enumerable.Range(0, Window).Select(k => (k, (output * Stride) - (missing / 2) + (k * Dilation)));
        }

        public bool Inside(int at) => at >= 0 && at < Size;
    }
}
