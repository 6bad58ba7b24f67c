using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Files;
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
        ArgumentNullException.ThrowIfNull(tensors);
        var sorted = tensors.OrderBy(static t => t.Key, StringComparer.Ordinal).ToList();
        RequireWritable(sorted);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(prefixPath))!);
        var header = new BundleHeaderProto { NumShards = 1, Version = new VersionDef { Producer = BundleVersion } };
        var entries = new List<(byte[], byte[])> { ([], header.ToByteArray()) };

        // Both are made before either takes the place of an older one: they are of use only together.
        var shard = TensorBundleReader.ShardPath(prefixPath, 0, 1);
        WholeFile.Make([shard, prefixPath + ".index"], temporary =>
        {
            DiskErrors.Naming(shard, () => WholeFile.WriteThrough(temporary[0], stream => entries.AddRange(sorted.Select(t => (Encoding.UTF8.GetBytes(t.Key), WriteTensor(stream, t).ToByteArray())))));
            WholeFile.WriteThrough(temporary[1], stream => TableWriter.Write(stream, entries));
        });
    }

    /// <summary>Copies a bundle with new bytes for some of its tensors; every other byte of the shards stays as it is.</summary>
    /// <param name="sourcePrefix">The bundle to copy.</param>
    /// <param name="destinationPrefix">Where to; the folder is created.</param>
    /// <param name="changed">New bytes by checkpoint key, each exactly as long as the old ones.</param>
    /// <exception cref="ArgumentException">A key is not in the source, or its new bytes have another length.</exception>
    /// <exception cref="HubModelFormatException">The source is missing or damaged.</exception>
    public static void Rewrite(string sourcePrefix, string destinationPrefix, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        Rewrite(sourcePrefix, destinationPrefix, changed.Keys, (key, stream) => stream.Write(changed[key].Span));
    }

    /// <summary>Copies a bundle with new bytes for some of its tensors, which are never all in memory; every other byte of the shards stays as it is.</summary>
    /// <param name="sourcePrefix">The bundle to copy.</param>
    /// <param name="destinationPrefix">Where to; the folder is created.</param>
    /// <param name="changed">The checkpoint keys of the tensors that change.</param>
    /// <param name="write">Writes the new bytes of one of them, exactly as many as the old ones, to a stream.</param>
    /// <exception cref="ArgumentException">A key is not in the source, or its new bytes have another length.</exception>
    /// <exception cref="HubModelFormatException">The source is missing or damaged.</exception>
    public static void Rewrite(string sourcePrefix, string destinationPrefix, IEnumerable<string> changed, Action<string, Stream> write) =>
        Rewrite(sourcePrefix, destinationPrefix, changed, write, []);

    /// <summary>As above, with more tensors behind those of the last shard. One whose key is there already takes its place; the old bytes stay, and nothing names them.</summary>
    internal static void Rewrite(string sourcePrefix, string destinationPrefix, IEnumerable<string> changed, Action<string, Stream> write, IReadOnlyList<TensorBundleTensor> added)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(write);
        using var source = TensorBundleReader.Open(sourcePrefix);
        var byShard = changed.Distinct(StringComparer.Ordinal)
            .Select(key => source.TryGetEntry(key, out var entry) && !entry.IsSliced
                ? entry
                : throw new ArgumentException($"'{key}' is not a whole tensor in {sourcePrefix}.index.", nameof(changed)))
            .ToLookup(static entry => entry.ShardId);
        var crcs = new Dictionary<string, uint>(StringComparer.Ordinal);
        var more = new List<(byte[] Key, byte[] Value)>();
        RequireWritable([.. added.OrderBy(static t => t.Key, StringComparer.Ordinal)]);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(destinationPrefix))!);
        string[] files = [.. Enumerable.Range(0, source.ShardCount).Select(i => TensorBundleReader.ShardPath(destinationPrefix, i, source.ShardCount)), destinationPrefix + ".index"];
        WholeFile.Make(files, temporary =>
        {
            for (var shard = 0; shard < source.ShardCount; shard++)
            {
                DiskErrors.Naming(files[shard], () => RewriteShard(shard, temporary[shard]));
            }

            var replaced = added.Select(static t => t.Key).ToHashSet(StringComparer.Ordinal);
            var entries = TableReader.ReadAll(File.ReadAllBytes(sourcePrefix + ".index"), sourcePrefix + ".index")
                .Where(pair => !replaced.Contains(Encoding.UTF8.GetString(pair.Key)))
                .Select(pair => (pair.Key, Value: crcs.TryGetValue(Encoding.UTF8.GetString(pair.Key), out var crc) ? WithCrc(pair.Value, crc) : pair.Value.ToArray()))
                .Concat(more).ToList();
            entries.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
            WholeFile.WriteThrough(temporary[^1], stream => TableWriter.Write(stream, entries));
        });

        void RewriteShard(int shard, string temporary)
        {
            // The system's own copy, which shares blocks where the file system can. A hard link would let a later change
            // of the new model reach the old one.
            var from = TensorBundleReader.ShardPath(sourcePrefix, shard, source.ShardCount);
            File.Copy(from, temporary, overwrite: true);
            File.SetAttributes(temporary, FileAttributes.Normal);
            using var stream = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite);
            foreach (var entry in byShard[shard])
            {
                crcs[entry.Key] = Patch(stream, entry, write, from);
            }

            if (shard == source.ShardCount - 1)
            {
                more.AddRange(Append(stream, shard, added));
            }

            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>Checks tensors, sorted by their keys, before a byte of them is written.</summary>
    private static void RequireWritable(List<TensorBundleTensor> tensors)
    {
        for (var i = 0; i < tensors.Count; i++)
        {
            if (i > 0 && tensors[i].Key == tensors[i - 1].Key)
            {
                throw new ArgumentException($"Two tensors have the key '{tensors[i].Key}'.", nameof(tensors));
            }

            if (tensors[i].Type != DataType.DtString && SizeOf(tensors[i]) is var size && size != tensors[i].Bytes.Length)
            {
                throw new ArgumentException($"'{tensors[i].Key}' has {tensors[i].Bytes.Length} bytes, its shape asks for {size}.", nameof(tensors));
            }
        }
    }

    private static long SizeOf(TensorBundleTensor tensor) => tensor.Shape.Aggregate((long)DTypes.SizeOf(tensor.Type), static (a, b) => a * b);

    /// <summary>Writes tensors at the end of a shard, so that their elements can be mapped; their entries.</summary>
    private static List<(byte[] Key, byte[] Value)> Append(FileStream stream, int shard, IReadOnlyList<TensorBundleTensor> tensors)
    {
        const int Alignment = 64;
        var entries = new List<(byte[] Key, byte[] Value)>();
        foreach (var tensor in tensors)
        {
            stream.Seek(0, SeekOrigin.End);
            stream.Write(new byte[(Alignment - (stream.Position % Alignment)) % Alignment]);
            var entry = WriteTensor(stream, tensor);
            entry.ShardId = shard;
            entries.Add((Encoding.UTF8.GetBytes(tensor.Key), entry.ToByteArray()));
        }

        return entries;
    }

    private static uint Patch(FileStream shard, TensorBundleEntry entry, Action<string, Stream> write, string file)
    {
        if (entry.Offset > shard.Length || entry.Size > shard.Length - entry.Offset)
        {
            throw new HubModelFormatException(file, $"'{entry.Key}' lies past its end", "fetch the model again");
        }

        shard.Position = entry.Offset;
        using var window = new CheckedStream(shard, entry.Size);
        write(entry.Key, window);
        return window.Length == entry.Size
            ? Crc32C.Mask(window.Crc)
            : throw new ArgumentException($"'{entry.Key}' has {entry.Size} bytes, {window.Length} were written.", nameof(write));
    }

    private static byte[] WithCrc(ReadOnlyMemory<byte> entry, uint crc)
    {
        var proto = BundleEntryProto.Parser.ParseFrom(entry.Span);
        proto.Crc32C = crc;
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
}
