using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Bundles;

/// <summary>Partitioned variables: the whole has no bytes of its own, its parts lie under keys in OrderedCode.</summary>
public sealed class SlicesTests
{
    // By TensorFlow's ordered_code.cc: 0 is no byte of a number; a name ends in 0 1; a small signed number is 0x80 xor itself.
    [Fact]
    public void A_slices_key_is_in_OrderedCode()
    {
        Assert.Equal([0, (byte)'w', 0, 1, 1, 2, 0x80, 0x83, 0x83, 0x7f], SliceKey.Of("w", [(0, 3), (3, -1)]));
        Assert.Equal([0, (byte)'w', 0, 1, 1, 1, 0xc0, 64, 0xdf, 0xff], SliceKey.Of("w", [(64, 8191)]));
        Assert.Equal([0, (byte)'w', 0, 1, 1, 1, 0xe0, 0x20, 0x00, 0x81], SliceKey.Of("w", [(8192, 1)]));
    }

    [Fact]
    public void A_tensor_saved_in_slices_is_read_as_one()
    {
        using var folder = new TempFolder();
        var prefix = Write(folder, [[0, 1, 3, 4, 6, 7], [2, 5, 8]]);
        using var bundle = TensorBundleReader.Open(prefix);
        Assert.Equal(["w"], bundle.Keys);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], MemoryMarshal.Cast<byte, float>(bundle.ReadBytes("w")).ToArray());
        bundle.RequirePresent("w");
        bundle.RequireWholeShards();
    }

    [Fact]
    public void A_tensor_with_a_missing_slice_is_refused()
    {
        using var folder = new TempFolder();
        using var bundle = TensorBundleReader.Open(Write(folder, [[0, 1, 3, 4, 6, 7], null]));
        Assert.Contains("'w' was saved in slices, and a slice of it is missing", Assert.Throws<HubModelFormatException>(() => bundle.ReadBytes("w")).Message);
    }

    [Fact]
    public void A_slice_that_leads_out_of_the_tensor_is_refused()
    {
        using var folder = new TempFolder();
        var message = Assert.Throws<HubModelFormatException>(() => TensorBundleReader.Open(Write(folder, [[0, 1, 3, 4, 6, 7], [2, 5, 8]], columns: 2))).Message;
        Assert.Contains("'w' has a slice that leads out of its shape", message);
    }

    /// <summary>A matrix of three rows in two slices: its first two columns, and its third.</summary>
    private static string Write(TempFolder folder, float[]?[] parts, long columns = 3)
    {
        var prefix = folder.File("variables");
        (long Start, long Length)[][] slices = [[(0, -1), (0, 2)], [(0, -1), (2, 1)]];
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { [""] = new BundleHeaderProto { NumShards = 1, Version = new VersionDef { Producer = 1 } }.ToByteArray() };
        var whole = new BundleEntryProto { Dtype = DataType.DtFloat, Shape = Shape(3, columns) };
        using (var shard = File.Create(prefix + ".data-00000-of-00001"))
        {
            foreach (var (slice, part) in slices.Zip(parts))
            {
                var proto = new TensorSliceProto();
                proto.Extent.AddRange(slice.Select(static e => e.Length < 0 ? new TensorSliceProto.Types.Extent() : new TensorSliceProto.Types.Extent { Start = e.Start, Length = e.Length }));
                whole.Slices.Add(proto);
                if (part is null)
                {
                    continue;
                }

                var bytes = MemoryMarshal.AsBytes<float>(part).ToArray();
                var entry = new BundleEntryProto { Dtype = DataType.DtFloat, Shape = Shape(3, slice[1].Length), Offset = shard.Position, Size = bytes.Length, Crc32C = Crc32C.Mask(Crc32C.Compute(bytes)) };
                shard.Write(bytes);
                entries.Add(System.Text.Encoding.Latin1.GetString(SliceKey.Of("w", slice)), entry.ToByteArray());
            }
        }

        entries.Add("w", whole.ToByteArray());
        using var index = File.Create(prefix + ".index");
        TableWriter.Write(index, entries.Select(static e => (System.Text.Encoding.Latin1.GetBytes(e.Key), e.Value)));
        return prefix;
    }

    private static TensorShapeProto Shape(params long[] sizes) => new() { Dim = { sizes.Select(static s => new TensorShapeProto.Types.Dim { Size = s }) } };
}
