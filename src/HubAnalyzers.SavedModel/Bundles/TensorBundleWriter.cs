using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel;

/// <summary>Writes TensorBundles as TensorFlow does. Each file is written beside its place under another name and then moved there.</summary>
public static class TensorBundleWriter
{
    private const int BundleVersion = 1;

    /// <summary>Writes a bundle of one shard.</summary>
    /// <param name="prefixPath">The path without <c>.index</c>; the folder is created.</param>
    /// <param name="tensors">The tensors; keys must differ.</param>
    /// <exception cref="ArgumentException">Two tensors have one key, or a tensor's bytes do not fit its shape.</exception>
    public static void Write(string prefixPath, IEnumerable<TensorBundleTensor> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(prefixPath))!);
        var sorted = tensors.OrderBy(static t => t.Key, StringComparer.Ordinal).ToList();
        var header = new BundleHeaderProto { NumShards = 1, Version = new VersionDef { Producer = BundleVersion } };
        var entries = new List<(byte[], byte[])> { ([], header.ToByteArray()) };

        WriteThenMove(TensorBundleReader.ShardPath(prefixPath, 0, 1), stream =>
        {
            foreach (var tensor in sorted)
            {
                entries.Add((Encoding.UTF8.GetBytes(tensor.Key), WriteTensor(stream, tensor).ToByteArray()));
            }
        });
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Key == sorted[i - 1].Key)
            {
                throw new ArgumentException($"Two tensors have the key '{sorted[i].Key}'.", nameof(tensors));
            }
        }

        WriteThenMove(prefixPath + ".index", stream => TableWriter.Write(stream, entries));
    }

    /// <summary>Copies a bundle with new bytes for some of its tensors; every other byte of the shards stays as it is.</summary>
    /// <param name="sourcePrefix">The bundle to copy.</param>
    /// <param name="destinationPrefix">Where to; the folder is created.</param>
    /// <param name="changed">New bytes by checkpoint key, each exactly as long as the old ones.</param>
    /// <exception cref="ArgumentException">A key is not in the source, or its new bytes have another length.</exception>
    /// <exception cref="HubModelFormatException">The source is missing or damaged.</exception>
    public static void Rewrite(string sourcePrefix, string destinationPrefix, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> changed)
    {
        using var source = TensorBundleReader.Open(sourcePrefix);
        var byShard = new Dictionary<int, List<(TensorBundleEntry Entry, ReadOnlyMemory<byte> Bytes)>>();
        foreach (var (key, bytes) in changed)
        {
            if (!source.TryGetEntry(key, out var entry) || entry.Size != bytes.Length || entry.IsSliced)
            {
                throw new ArgumentException($"'{key}' is not a whole tensor of {bytes.Length} bytes in {sourcePrefix}.index.", nameof(changed));
            }

            if (!byShard.TryGetValue(entry.ShardId, out var list))
            {
                byShard.Add(entry.ShardId, list = []);
            }

            list.Add((entry, bytes));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(destinationPrefix))!);
        for (var shard = 0; shard < source.ShardCount; shard++)
        {
            var from = TensorBundleReader.ShardPath(sourcePrefix, shard, source.ShardCount);
            var patches = byShard.GetValueOrDefault(shard) ?? [];
            WriteThenMove(TensorBundleReader.ShardPath(destinationPrefix, shard, source.ShardCount), stream =>
            {
                using (var input = File.OpenRead(from))
                {
                    input.CopyTo(stream);
                }

                foreach (var (entry, bytes) in patches)
                {
                    if (entry.Offset + entry.Size > stream.Length)
                    {
                        throw new HubModelFormatException(from, $"'{entry.Key}' lies past its end", "fetch the model again");
                    }

                    stream.Position = entry.Offset;
                    stream.Write(bytes.Span);
                }
            });
        }

        var entries = TableReader.ReadAll(File.ReadAllBytes(sourcePrefix + ".index"), sourcePrefix + ".index")
            .Select(pair => (pair.Key, changed.TryGetValue(Encoding.UTF8.GetString(pair.Key), out var bytes) ? WithCrc(pair.Value, bytes) : pair.Value.ToArray()));
        WriteThenMove(destinationPrefix + ".index", stream => TableWriter.Write(stream, entries));
    }

    private static byte[] WithCrc(ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> bytes)
    {
        var proto = BundleEntryProto.Parser.ParseFrom(entry.Span);
        proto.Crc32C = Crc32C.Mask(Crc32C.Compute(bytes.Span));
        return proto.ToByteArray();
    }

    private static BundleEntryProto WriteTensor(Stream stream, TensorBundleTensor tensor)
    {
        var entry = new BundleEntryProto { Dtype = tensor.Type, Shape = new TensorShapeProto(), Offset = stream.Position };
        entry.Shape.Dim.AddRange(tensor.Shape.Select(static size => new TensorShapeProto.Types.Dim { Size = size }));
        if (tensor.Type == DataType.DtString)
        {
            entry.Crc32C = WriteString(stream, tensor.Bytes.Span);
        }
        else
        {
            var size = tensor.Shape.Aggregate((long)DTypes.SizeOf(tensor.Type), static (a, b) => a * b);
            if (size != tensor.Bytes.Length)
            {
                throw new ArgumentException($"'{tensor.Key}' has {tensor.Bytes.Length} bytes, its shape asks for {size}.", nameof(tensor));
            }

            stream.Write(tensor.Bytes.Span);
            entry.Crc32C = Crc32C.Mask(Crc32C.Compute(tensor.Bytes.Span));
        }

        entry.Size = stream.Position - entry.Offset;
        return entry;
    }

    /// <summary>One element: its length as a varint, the masked CRC of the length, the bytes. Returns the masked CRC over all of it.</summary>
    private static uint WriteString(Stream stream, ReadOnlySpan<byte> value)
    {
        var length = (uint)value.Length;
        for (var rest = length; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                stream.WriteByte((byte)rest);
                break;
            }

            stream.WriteByte((byte)(rest | 0x80));
        }

        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(word, length);
        var crc = Crc32C.Compute(word);
        BinaryPrimitives.WriteUInt32LittleEndian(word, Crc32C.Mask(crc));
        stream.Write(word);
        crc = Crc32C.Append(crc, word);
        stream.Write(value);
        return Crc32C.Mask(Crc32C.Append(crc, value));
    }

    private static void WriteThenMove(string path, Action<Stream> write)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
