using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.Tests;

public sealed class ShapeRandomTests
{
    // The published first outputs of SplitMix64 for the seed 1234567.
    [Fact]
    public void The_sequence_is_SplitMix64()
    {
        var random = new ShapeRandom(1234567);
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        ulong[] drawn = [random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits()];
        Assert.Equal(expected, drawn);
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_deviation_one()
    {
        var random = new ShapeRandom(3);
        double sum = 0;
        double squares = 0;
        const int Count = 40_000;
        for (var i = 0; i < Count; i++)
        {
            double value = random.NextNormal();
            sum += value;
            squares += value * value;
        }

        Assert.InRange(sum / Count, -0.02, 0.02);
        Assert.InRange(squares / Count, 0.97, 1.03);
    }
}
