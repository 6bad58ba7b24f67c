using System;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;

namespace HubAnalyzers.SavedModel.Tests.Bundles;

public sealed class Crc32CTests
{
    // RFC 3720, appendix B.4.
    [Fact]
    public void Agrees_with_the_vectors_of_RFC_3720()
    {
        Assert.Equal(0x8a9136aau, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62a8ab43u, Crc32C.Compute(Enumerable.Repeat((byte)0xff, 32).ToArray()));
        Assert.Equal(0x46dd794eu, Crc32C.Compute(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));
        Assert.Equal(0xe3069283u, Crc32C.Compute("123456789"u8));
    }

    [Fact]
    public void A_CRC_in_two_pieces_is_that_of_the_whole()
    {
        var data = Enumerable.Range(0, 1000).Select(i => (byte)(i * 7)).ToArray();
        for (var cut = 0; cut <= 40; cut++)
        {
            Assert.Equal(Crc32C.Compute(data), Crc32C.Append(Crc32C.Compute(data.AsSpan(0, cut)), data.AsSpan(cut)));
        }
    }
}
