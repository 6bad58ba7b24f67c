using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>Writes a LevelDB-style table as TensorFlow's writer does: no compression, a checksum after each block.</summary>
internal static class TableWriter
{
    private const ulong Magic = 0xdb4775248b80fb57;
    private const int FooterSize = 48;
    private const int RestartInterval = 16;
    private const int TargetBlockSize = 256 << 10;

    /// <summary>Writes <paramref name="entries"/>, which must be in ascending byte order of their keys.</summary>
    public static void Write(Stream stream, IEnumerable<(byte[] Key, byte[] Value)> entries)
    {
        var position = 0L;
        var index = new BlockBuilder(restartInterval: 1);
        var block = new BlockBuilder(RestartInterval);
        var full = false;
        foreach (var (key, value) in entries)
        {
            if (full)
            {
                Flush(ShortestSeparator(block.LastKey!, key));
                full = false;
            }

            block.Add(key, value);
            full = block.Size >= TargetBlockSize;
        }

        if (block.LastKey is { } last)
        {
            Flush(ShortSuccessor(last));
        }

        var metaIndex = WriteBlock(stream, new BlockBuilder(RestartInterval).Finish(), ref position);
        var indexHandle = WriteBlock(stream, index.Finish(), ref position);

        var footer = new byte[FooterSize];
        metaIndex.CopyTo(footer, 0);
        indexHandle.CopyTo(footer, metaIndex.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(footer.AsSpan(FooterSize - 8), Magic);
        stream.Write(footer);

        void Flush(byte[] key)
        {
            index.Add(key, WriteBlock(stream, block.Finish(), ref position));
            block = new BlockBuilder(RestartInterval);
        }
    }

    /// <summary>A short key that is at least <paramref name="key"/> and below <paramref name="next"/>, as TensorFlow chooses it.</summary>
    private static byte[] ShortestSeparator(byte[] key, byte[] next)
    {
        var shared = key.AsSpan().CommonPrefixLength(next);
        if (shared < key.Length && shared < next.Length && key[shared] < 0xff && key[shared] + 1 < next[shared])
        {
            return [.. key.AsSpan(0, shared), (byte)(key[shared] + 1)];
        }

        return key;
    }

    /// <summary>A short key that is not below <paramref name="key"/>, as TensorFlow chooses it for the last block.</summary>
    private static byte[] ShortSuccessor(byte[] key)
    {
        var position = key.AsSpan().IndexOfAnyExcept((byte)0xff);
        return position < 0 ? key : [.. key.AsSpan(0, position), (byte)(key[position] + 1)];
    }

    /// <summary>Writes the block and its trailer; returns its handle.</summary>
    private static byte[] WriteBlock(Stream stream, byte[] block, ref long position)
    {
        Span<byte> trailer = stackalloc byte[5];
        trailer[0] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[1..], Crc32C.Mask(Crc32C.Append(Crc32C.Compute(block), trailer[..1])));
        stream.Write(block);
        stream.Write(trailer);

        var handle = new ArrayBufferWriter<byte>(20);
        WriteVarint(handle, (ulong)position);
        WriteVarint(handle, (ulong)block.Length);
        position += block.Length + trailer.Length;
        return handle.WrittenSpan.ToArray();
    }

    private static void WriteVarint(ArrayBufferWriter<byte> writer, ulong value)
    {
        while (value >= 0x80)
        {
            writer.Write([(byte)(value | 0x80)]);
            value >>= 7;
        }

        writer.Write([(byte)value]);
    }

    private sealed class BlockBuilder(int restartInterval)
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private readonly List<int> _restarts = [0];
        private int _sinceRestart;

        public byte[]? LastKey { get; private set; }

        public int Size => _bytes.WrittenCount + (_restarts.Count * 4) + 4;

        public void Add(byte[] key, byte[] value)
        {
            var shared = 0;
            if (_sinceRestart < restartInterval)
            {
                shared = LastKey is null ? 0 : key.AsSpan().CommonPrefixLength(LastKey);
            }
            else
            {
                _restarts.Add(_bytes.WrittenCount);
                _sinceRestart = 0;
            }

            WriteVarint(_bytes, (ulong)shared);
            WriteVarint(_bytes, (ulong)(key.Length - shared));
            WriteVarint(_bytes, (ulong)value.Length);
            _bytes.Write(key.AsSpan(shared));
            _bytes.Write(value);
            LastKey = key;
            _sinceRestart++;
        }

        public byte[] Finish()
        {
            foreach (var restart in _restarts)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(4), restart);
                _bytes.Advance(4);
            }

            BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(4), _restarts.Count);
            _bytes.Advance(4);
            return _bytes.WrittenSpan.ToArray();
        }
    }
}
