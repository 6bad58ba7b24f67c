using System;

namespace HubAnalyzers.SavedModel.Messages;

/// <summary>
/// Walks over the fields of a protobuf message and makes no objects of them. Bytes that hold no message together end the walk, as do
/// groups, which TensorFlow does not write.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    /// <summary>The most bytes that a number takes.</summary>
    public const int LongestVarint = 10;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _at;

    /// <summary>Of the field that was read: its number, and in the lowest three bits how it is written.</summary>
    public uint Tag { get; private set; }

    /// <summary>The whole field, which is a message of its own.</summary>
    public Range Field { get; private set; }

    /// <summary>Where the bytes of a text, of a message or of anything else with a length are.</summary>
    public Range Content { get; private set; }

    /// <summary>Whether the walk ended where it could not go on.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether the field is one with a length.</summary>
    public readonly bool HasLength => (Tag & 7) == 2;

    /// <summary>The bytes of <see cref="Content"/>.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _message[Content];

    /// <summary>Goes on to the next field.</summary>
    public bool Next()
    {
        if (IsBroken || _at == _message.Length)
        {
            return false;
        }

        var start = _at;
        if (!TryVarint(out var tag) || tag >> 3 == 0 || !TryPass(tag))
        {
            IsBroken = true;
            return false;
        }

        Tag = tag;
        Field = start.._at;
        return true;
    }

    private bool TryPass(uint tag)
    {
        var length = 0U;
        switch (tag & 7)
        {
            case 0:
                return TryVarint(out _);
            case 1:
                length = 8;
                break;
            case 2:
                if (!TryVarint(out length))
                {
                    return false;
                }

                break;
            case 5:
                length = 4;
                break;
            default:
                return false;
        }

        if (length > (uint)(_message.Length - _at))
        {
            return false;
        }

        Content = _at..(_at + (int)length);
        _at += (int)length;
        return true;
    }

    /// <summary>Of a number only the lowest 32 bits, since tags and lengths have no more.</summary>
    private bool TryVarint(out uint value)
    {
        value = 0;
        for (var i = 0; i < LongestVarint && _at < _message.Length; i++)
        {
            var next = _message[_at++];
            value |= i < 5 ? (uint)(next & 0x7F) << (7 * i) : 0;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
