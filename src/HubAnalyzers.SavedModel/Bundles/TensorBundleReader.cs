using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Wire;
using Microsoft.Win32.SafeHandles;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// Reads a TensorBundle: <c>PREFIX.index</c> and <c>PREFIX.data-00000-of-00001</c> and so on. The index is read at once, a
/// shard when a tensor of it is asked for, so that facts can be had of a model whose shards are not on the machine.
/// </summary>
public sealed class TensorBundleReader : IDisposable
{
    private const long LargestIndex = 1L << 30;
    private const int MostShards = 100_000;
    private readonly string _prefix;
    private readonly int _shards;
    private readonly Dictionary<string, TensorBundleEntry> _entries;
    private readonly Dictionary<string, TensorBundleEntry> _parts;
    private readonly Dictionary<int, SafeFileHandle> _open = [];
    private readonly Dictionary<int, MappedShard> _mapped = [];

    /// <summary>Held while a shard is opened or mapped, not while it is read: threads may ask at once.</summary>
    private readonly Lock _lock = new();
    private readonly List<string> _keys;

    private TensorBundleReader(string prefix, int shards, Dictionary<string, TensorBundleEntry> entries, Dictionary<string, TensorBundleEntry> parts, List<string> keys)
    {
        _prefix = prefix;
        _shards = shards;
        _entries = entries;
        _parts = parts;
        _keys = keys;
    }

    /// <summary>The checkpoint keys in ordinal order.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The number of shards.</summary>
    public int ShardCount => _shards;

    /// <summary>Opens a bundle and reads its index.</summary>
    /// <param name="prefixPath">The path without <c>.index</c>: <c>…/variables/variables</c>.</param>
    /// <exception cref="HubModelFormatException">The index is missing or damaged.</exception>
    public static TensorBundleReader Open(string prefixPath)
    {
        var file = prefixPath + ".index";
        byte[] bytes;
        try
        {
            var length = new FileInfo(file).Length;
            if (length > LargestIndex)
            {
                throw new HubModelFormatException(file, $"{length} bytes are more than an index may have ({LargestIndex})", "check where the model is from");
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(file, e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : "it cannot be read: " + e.Message, "fetch the model again", e);
        }

        var entries = new Dictionary<string, TensorBundleEntry>(StringComparer.Ordinal);
        var parts = new Dictionary<string, TensorBundleEntry>(StringComparer.Ordinal);
        var keys = new List<string>();
        BundleHeaderProto? header = null;
        foreach (var (key, value) in TableReader.ReadAll(bytes, file))
        {
            if (key.Length == 0)
            {
                header = Parse(BundleHeaderProto.Parser, value, file, "its header");
                continue;
            }

            // Slices of partitioned variables live under keys in another coding that starts with a zero byte.
            if (key[0] == 0)
            {
                var part = Encoding.Latin1.GetString(key);
                parts.TryAdd(part, ToEntry(part, Parse(BundleEntryProto.Parser, value, file, "the entry of a slice"), file));
                continue;
            }

            var name = Encoding.UTF8.GetString(key);
            if (!entries.TryAdd(name, ToEntry(name, Parse(BundleEntryProto.Parser, value, file, $"the entry '{name}'"), file)))
            {
                throw new HubModelFormatException(file, $"the key '{name}' stands in it twice", "fetch the model again");
            }

            keys.Add(name);
        }

        if (header is null)
        {
            throw new HubModelFormatException(file, "it has no header entry", "fetch the model again");
        }

        if (header.Endianness != 0)
        {
            throw new HubModelFormatException(file, "it was written on a big-endian machine", "save the checkpoint again on a little-endian machine");
        }

        if (header.NumShards is < 1 or > MostShards)
        {
            throw new HubModelFormatException(file, $"it claims {header.NumShards} shards", "fetch the model again");
        }

        keys.Sort(StringComparer.Ordinal);
        return new TensorBundleReader(prefixPath, header.NumShards, entries, parts, keys);
    }

    /// <summary>What the index says of a key.</summary>
    public bool TryGetEntry(string key, out TensorBundleEntry entry) => _entries.TryGetValue(key, out entry!);

    /// <summary>A tensor's bytes as they are stored (little-endian, row-major), checked against their CRC.</summary>
    /// <exception cref="HubModelFormatException">The key or its shard is missing, or the bytes are damaged.</exception>
    public byte[] ReadBytes(string key)
    {
        var entry = EntryOf(key);
        if (entry.IsSliced)
        {
            return ReadSlices(entry);
        }

        var handle = ShardOf(entry);
        if (entry.Size > Array.MaxLength)
        {
            throw new HubModelFormatException(ShardPath(entry.ShardId), $"'{entry.Key}' has {entry.Size} bytes, more than one array can hold", "use a model whose variables are smaller");
        }

        var bytes = new byte[entry.Size];
        Read(entry, handle, bytes);
        return bytes;
    }

    /// <summary>Writes a tensor's bytes to a stream, piece by piece; whether they fit their CRC is known at the end.</summary>
    /// <exception cref="HubModelFormatException">The key or its shard is missing, or the bytes are damaged.</exception>
    internal void CopyTo(string key, Stream destination)
    {
        var entry = EntryOf(key);
        if (entry.IsSliced)
        {
            destination.Write(ReadSlices(entry));
            return;
        }

        Stream(entry, ShardOf(entry), destination);
    }

    /// <summary>
    /// Where a tensor lies in memory that is mapped from its shard, checked against its CRC. What is written there stays in this
    /// process. Null where there is no such place: the tensor was saved in slices, or is empty.
    /// </summary>
    /// <exception cref="HubModelFormatException">The key or its shard is missing, or the bytes are damaged.</exception>
    internal MappedTensor? Map(string key)
    {
        var entry = EntryOf(key);
        if (entry.IsSliced || entry.Size == 0)
        {
            return null;
        }

        var handle = ShardOf(entry);

        // Not through the mapping: a shard that was cut meanwhile is then an error, and not the end of the process.
        Stream(entry, handle, System.IO.Stream.Null);
        lock (_lock)
        {
            if (!_mapped.TryGetValue(entry.ShardId, out var shard))
            {
                _mapped.Add(entry.ShardId, shard = MappedShard.Open(handle));
            }

            return new MappedTensor(shard.View, entry.Offset, entry.Size);
        }
    }

    /// <summary>A tensor's bytes into memory of the caller's, which must have exactly the entry's size.</summary>
    /// <exception cref="ArgumentException">The destination has another size.</exception>
    /// <exception cref="HubModelFormatException">The key or its shard is missing, or the bytes are damaged.</exception>
    public void ReadBytes(string key, Span<byte> destination)
    {
        var entry = EntryOf(key);
        if (destination.Length != entry.Size)
        {
            throw new ArgumentException($"'{key}' has {entry.Size} bytes, the destination {destination.Length}.", nameof(destination));
        }

        if (entry.IsSliced)
        {
            ReadSlices(entry).CopyTo(destination);
            return;
        }

        Read(entry, ShardOf(entry), destination);
    }

    /// <summary>Puts a partitioned tensor together. Its memory is only taken when all its parts are known to be there.</summary>
    private byte[] ReadSlices(TensorBundleEntry entry)
    {
        var parts = PartsOf(entry);
        var whole = new byte[entry.Size];
        foreach (var (slice, part) in parts)
        {
            var bytes = new byte[part.Size];
            Read(part, ShardOf(part), bytes);
            slice.CopyTo(bytes, whole, DTypes.SizeOf(entry.WireType));
        }

        return whole;
    }

    private List<(TensorSlice Slice, TensorBundleEntry Part)> PartsOf(TensorBundleEntry entry)
    {
        var size = DTypes.SizeOf(entry.WireType);
        var parts = new List<(TensorSlice Slice, TensorBundleEntry Part)>();
        foreach (var slice in entry.Slices)
        {
            if (!_parts.TryGetValue(Encoding.Latin1.GetString(slice.Key), out var part))
            {
                throw Sliced("a slice of it is missing");
            }

            if (size == 0 || part.IsSliced || part.WireType != entry.WireType || part.Size != slice.Elements * size)
            {
                throw Sliced("a slice of it has another size or type than it should");
            }

            ShardOf(part);
            parts.Add((slice, part));
        }

        return parts.Sum(static p => p.Part.Size) == entry.Size && entry.Size <= Array.MaxLength ? parts : throw Sliced("its slices do not make up the whole of it");

        HubModelFormatException Sliced(string problem) => new(_prefix + ".index", $"'{entry.Key}' was saved in slices, and {problem}", "fetch the model again");
    }

    /// <summary>The elements of a string tensor, as bytes.</summary>
    /// <exception cref="HubModelFormatException">The key is missing, is no string tensor, or is damaged.</exception>
    internal byte[][] ReadStrings(string key)
    {
        var entry = EntryOf(key);
        var file = ShardPath(entry.ShardId);
        if (entry.WireType != DataType.DtString)
        {
            throw new HubModelFormatException(_prefix + ".index", $"'{key}' is of {entry.DType}, not string", "fetch the model again");
        }

        var handle = ShardOf(entry);
        var bytes = new byte[entry.Size];
        ReadExactly(handle, bytes, entry);
        var count = ElementCount(entry.Shape, entry.Key, _prefix + ".index");
        if (count > bytes.Length)
        {
            throw Damaged();
        }

        var lengths = new int[count];
        var position = 0;
        var crc = 0u;
        Span<byte> word = stackalloc byte[8];
        for (var i = 0; i < count; i++)
        {
            var length = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                if (shift >= 63 || position >= bytes.Length)
                {
                    throw Damaged();
                }

                var next = bytes[position++];
                length |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    break;
                }
            }

            if (length > (ulong)bytes.Length)
            {
                throw Damaged();
            }

            lengths[i] = (int)length;

            // The CRC covers each length as a fixed 32-bit number (64 bits only past 4 GiB), not as the varint that is stored.
            BinaryPrimitives.WriteUInt32LittleEndian(word, (uint)length);
            crc = Crc32C.Append(crc, word[..4]);
        }

        if (bytes.Length - position < 4)
        {
            throw Damaged();
        }

        var lengthsCrc = bytes.AsSpan(position, 4);
        if (BinaryPrimitives.ReadUInt32LittleEndian(lengthsCrc) != Crc32C.Mask(crc))
        {
            throw Damaged();
        }

        crc = Crc32C.Append(crc, lengthsCrc);
        position += 4;
        var strings = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            if (lengths[i] > bytes.Length - position)
            {
                throw Damaged();
            }

            strings[i] = bytes.AsSpan(position, lengths[i]).ToArray();
            crc = Crc32C.Append(crc, strings[i]);
            position += lengths[i];
        }

        return Crc32C.Mask(crc) == entry.Crc32C ? strings : throw Damaged();

        HubModelFormatException Damaged() => new(file, $"the string tensor '{key}' at byte {entry.Offset} is damaged", "fetch the model again");
    }

    /// <summary>Whether the shard that holds a key is on this machine, in its full size or not.</summary>
    internal bool HasShardOf(string key) => _entries.TryGetValue(key, out var entry) && !entry.IsSliced && File.Exists(ShardPath(entry.ShardId));

    /// <summary>Checks that a tensor's bytes are on this machine, without reading them.</summary>
    /// <exception cref="HubModelFormatException">The key or its shard is missing, or the shard ends before the tensor does.</exception>
    internal void RequirePresent(string key)
    {
        var entry = EntryOf(key);
        if (entry.IsSliced)
        {
            PartsOf(entry);
        }
        else
        {
            ShardOf(entry);
        }
    }

    /// <summary>Checks that every shard that is on this machine reaches as far as its tensors, without reading it.</summary>
    /// <exception cref="HubModelFormatException">A shard ends before its last tensor does.</exception>
    internal void RequireWholeShards()
    {
        var ends = new Dictionary<int, long>();
        foreach (var entry in _entries.Values.Concat(_parts.Values).Where(static e => !e.IsSliced))
        {
            ends[entry.ShardId] = Math.Max(ends.GetValueOrDefault(entry.ShardId), entry.Offset + Math.Min(entry.Size, long.MaxValue - entry.Offset));
        }

        foreach (var (shard, end) in ends)
        {
            if (new FileInfo(ShardPath(shard)) is { Exists: true } file && file.Length < end)
            {
                throw new HubModelFormatException(file.FullName, $"it has {file.Length} bytes, but its tensors need {end}", "fetch the model again");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shard in _mapped.Values)
        {
            shard.Dispose();
        }

        foreach (var handle in _open.Values)
        {
            handle.Dispose();
        }

        _mapped.Clear();
        _open.Clear();
    }

    internal static string ShardPath(string prefix, int shard, int shards) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}.data-{shard:D5}-of-{shards:D5}");

    private static T Parse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> bytes, string file, string what)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new HubModelFormatException(file, $"{what} is not a protobuf message: {e.Message}", "fetch the model again", e);
        }
    }

    private static TensorBundleEntry ToEntry(string key, BundleEntryProto proto, string file)
    {
        var shape = new long[proto.Shape?.Dim.Count ?? 0];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = proto.Shape!.Dim[i].Size;
        }

        var size = DTypes.SizeOf(proto.Dtype);
        var count = ElementCount(shape, key, file);
        if (proto.Slices.Count == 0 && size > 0 && count * size != proto.Size)
        {
            throw new HubModelFormatException(file, $"'{key}' has {count} elements of {size} bytes but claims {proto.Size} bytes", "fetch the model again");
        }

        if (proto.Offset < 0 || proto.Size < 0)
        {
            throw new HubModelFormatException(file, $"'{key}' claims the bytes {proto.Offset} to {proto.Offset + proto.Size}", "fetch the model again");
        }

        var slices = proto.Slices.Select(s => TensorSlice.Of(key, s, shape) ?? throw new HubModelFormatException(file, $"'{key}' has a slice that leads out of its shape", "fetch the model again")).ToList();
        return new TensorBundleEntry(key, DTypes.NameOf(proto.Dtype), shape, proto.ShardId, proto.Offset, slices.Count > 0 ? count * size : proto.Size, proto.Crc32C)
        {
            Slices = slices,
            WireType = proto.Dtype,
        };
    }

    private static long ElementCount(IReadOnlyList<long> shape, string key, string file)
    {
        var count = 1L;
        foreach (var dimension in shape)
        {
            if (dimension < 0 || (dimension > 0 && count > long.MaxValue / 16 / dimension))
            {
                throw new HubModelFormatException(file, $"'{key}' has the impossible shape [{string.Join(", ", shape)}]", "fetch the model again");
            }

            count *= dimension;
        }

        return count;
    }

    private TensorBundleEntry EntryOf(string key) => _entries.TryGetValue(key, out var entry)
        ? entry
        : throw new HubModelFormatException(_prefix + ".index", $"it has no tensor '{key}'", "fetch the model again");

    private string ShardPath(int shard) => ShardPath(_prefix, shard, _shards);

    private SafeFileHandle ShardOf(TensorBundleEntry entry)
    {
        var file = ShardPath(entry.ShardId);
        if (entry.ShardId < 0 || entry.ShardId >= _shards)
        {
            throw new HubModelFormatException(_prefix + ".index", $"'{entry.Key}' lies in shard {entry.ShardId} of {_shards}", "fetch the model again");
        }

        var handle = Opened(entry.ShardId, file);
        var length = RandomAccess.GetLength(handle);
        if (entry.Offset > length || entry.Size > length - entry.Offset)
        {
            throw new HubModelFormatException(file, $"'{entry.Key}' lies at bytes {entry.Offset} to {entry.Offset + entry.Size}, the shard has {length}", "fetch the model again");
        }

        return handle;
    }

    private SafeFileHandle Opened(int shard, string file)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(shard, out var handle))
            {
                try
                {
                    handle = File.OpenHandle(file);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    throw new HubModelFormatException(file, e is FileNotFoundException or DirectoryNotFoundException ? "the shard does not exist" : "the shard cannot be read: " + e.Message, "fetch the model again", e);
                }

                _open.Add(shard, handle);
            }

            return handle;
        }
    }

    private void Read(TensorBundleEntry entry, SafeFileHandle handle, Span<byte> destination)
    {
        ReadExactly(handle, destination, entry);
        RequireCrc(entry, Crc32C.Compute(destination));
    }

    /// <summary>Reads a tensor piece by piece and checks its CRC at the end.</summary>
    private void Stream(TensorBundleEntry entry, SafeFileHandle handle, Stream destination)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            var crc = 0u;
            for (var done = 0L; done < entry.Size;)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, entry.Size - done));
                ReadExactly(handle, part, entry, done);
                crc = Crc32C.Append(crc, part);
                destination.Write(part);
                done += part.Length;
            }

            RequireCrc(entry, crc);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void RequireCrc(TensorBundleEntry entry, uint crc)
    {
        if (entry.WireType != DataType.DtString && Crc32C.Mask(crc) != entry.Crc32C)
        {
            throw new HubModelFormatException(ShardPath(entry.ShardId), $"the checksum of '{entry.Key}' at byte {entry.Offset} is {Crc32C.Mask(crc):x8}, the index says {entry.Crc32C:x8}", "fetch the model again");
        }
    }

    private void ReadExactly(SafeFileHandle handle, Span<byte> destination, TensorBundleEntry entry, long start = 0)
    {
        var done = 0;
        while (done < destination.Length)
        {
            var count = RandomAccess.Read(handle, destination[done..], entry.Offset + start + done);
            if (count == 0)
            {
                throw new HubModelFormatException(ShardPath(entry.ShardId), $"it ends inside '{entry.Key}'", "fetch the model again");
            }

            done += count;
        }
    }
}
