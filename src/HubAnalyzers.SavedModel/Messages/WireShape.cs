using System;
using System.Text.Unicode;

namespace HubAnalyzers.SavedModel.Messages;

/// <summary>What must hold of a message's bytes for the parser to accept them: lengths, texts, packed numbers, and messages within.</summary>
internal sealed class WireShape
{
    /// <summary>Deeper than any function or attribute of a real model nests; the parser's own limit.</summary>
    private const int Deepest = 100;

    private const int MostFields = 32;

    private readonly Kind[] _kinds = new Kind[MostFields];
    private readonly WireShape?[] _inner = new WireShape?[MostFields];

    /// <summary>How what has a length in the wire format is written.</summary>
    internal enum Kind : byte
    {
        /// <summary>Bytes of any kind, or a field that is not known.</summary>
        Any,
        Text,
        Message,
        Varints,
        FourBytes,
        EightBytes,
    }

    public WireShape With(Kind kind, params ReadOnlySpan<int> fields)
    {
        foreach (var field in fields)
        {
            _kinds[field] = kind;
        }

        return this;
    }

    public WireShape With(WireShape inner, params ReadOnlySpan<int> fields)
    {
        foreach (var field in fields)
        {
            (_kinds[field], _inner[field]) = (Kind.Message, inner);
        }

        return this;
    }

    /// <summary>What a field of variable length must be, and of which shape where it is a message.</summary>
    public (Kind Kind, WireShape? Inner) Of(int field) => field < MostFields ? (_kinds[field], _inner[field]) : (Kind.Any, null);

    /// <summary>Whether the bytes are such a message. What is nested deeper than the parser goes is none.</summary>
    public bool Fits(ReadOnlySpan<byte> message, int depth = 0)
    {
        if (depth > Deepest)
        {
            return false;
        }

        var fields = new WireReader(message);
        while (fields.Next())
        {
            if (fields.HasLength && fields.Tag >> 3 < MostFields && !Fits((int)(fields.Tag >> 3), fields.Bytes, depth))
            {
                return false;
            }
        }

        return !fields.IsBroken;
    }

    private bool Fits(int field, ReadOnlySpan<byte> content, int depth) => _kinds[field] switch
    {
        Kind.Text => Utf8.IsValid(content),
        Kind.Message => _inner[field]!.Fits(content, depth + 1),
        Kind.Varints => AreVarints(content),
        Kind.FourBytes => content.Length % 4 == 0,
        Kind.EightBytes => content.Length % 8 == 0,
        _ => true,
    };

    private static bool AreVarints(ReadOnlySpan<byte> content)
    {
        var length = 0;
        foreach (var next in content)
        {
            length = next < 0x80 ? 0 : length + 1;
            if (length == WireReader.LongestVarint)
            {
                return false;
            }
        }

        return length == 0;
    }
}
