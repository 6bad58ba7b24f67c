using System;
using System.IO;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>Passes on what is written, no more than it may, and keeps its CRC.</summary>
internal sealed class CheckedStream(Stream inner, long most) : Stream
{
    private long _written;

    public uint Crc { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written;

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > most - _written)
        {
            throw new ArgumentException($"more than {most} bytes are written", nameof(buffer));
        }

        inner.Write(buffer);
        Crc = Crc32C.Append(Crc, buffer);
        _written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
