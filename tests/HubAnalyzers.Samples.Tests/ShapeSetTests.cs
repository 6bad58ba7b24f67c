using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.Tests;

public sealed class ShapeSetTests
{
    private static readonly ShapeClass[] _all = [.. ShapeClasses.Pretraining, .. ShapeClasses.Unseen];

    [Fact]
    public void The_same_seed_draws_the_same_pixels() => Assert.Equal(Hash(17), Hash(17));

    [Fact]
    public void Another_seed_draws_other_pixels() => Assert.NotEqual(Hash(17), Hash(18));

    [Fact]
    public void No_class_is_in_both_sets()
    {
        Assert.Equal(10, ShapeClasses.Pretraining.Count);
        Assert.Empty(ShapeClasses.Pretraining.Intersect(ShapeClasses.Unseen));
        Assert.Equal(Enum.GetValues<ShapeClass>().Order(), _all.Order());
    }

    [Fact]
    public void Labels_alternate_and_are_balanced()
    {
        var set = ShapeSet.Draw(ShapeClasses.Unseen, perClass: 3, seed: 1);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4], set.Labels);
        Assert.Equal(15 * 48 * 48 * 3, set.Images.Length);
    }

    [Fact]
    public void Pixels_lie_between_zero_and_one()
    {
        var images = ShapeSet.Draw(_all, perClass: 4, seed: 2).Images;
        Assert.All(images, static p => Assert.InRange(p, 0f, 1f));
    }

    // One seed gives the same ground, colours and place, so that only the figure can differ.
    [Fact]
    public void Every_two_classes_look_different_at_the_same_place()
    {
        for (var a = 0; a < _all.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var difference = Enumerable.Range(0, 8).Average(seed => Difference(Paint(_all[a], seed), Paint(_all[b], seed)));
                Assert.True(difference > 0.003, $"{_all[a]} and {_all[b]} differ by {difference:F4} per number only");
            }
        }
    }

    private static float[] Paint(ShapeClass shape, int seed)
    {
        var pixels = new float[ShapePainter.Length];
        ShapePainter.Paint(shape, new ShapeRandom((ulong)seed), pixels);
        return pixels;
    }

    private static double Difference(float[] a, float[] b) => a.Zip(b, static (x, y) => Math.Abs((double)x - y)).Average();

    private static string Hash(ulong seed) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(ShapeSet.Draw(_all, perClass: 2, seed).Images.AsSpan())));
}
