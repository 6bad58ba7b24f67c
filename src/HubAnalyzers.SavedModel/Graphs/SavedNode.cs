using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Messages;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>A node as saved. Its attributes stay bytes until one is asked for: as objects they would take ten times the room.</summary>
internal sealed class SavedNode
{
    private const uint NameTag = (NodeDef.NameFieldNumber << 3) | 2;
    private const uint OpTag = (NodeDef.OpFieldNumber << 3) | 2;
    private const uint AttrTag = (NodeDef.AttrFieldNumber << 3) | 2;
    private const uint KeyTag = (1 << 3) | 2;
    private const uint ValueTag = (2 << 3) | 2;

    private const uint TensorTag = (AttrValue.TensorFieldNumber << 3) | 2;
    private const uint DtypeTag = TensorProto.DtypeFieldNumber << 3;
    private const uint ShapeTag = (TensorProto.TensorShapeFieldNumber << 3) | 2;

    private readonly ReadOnlyMemory<byte> _message;

    /// <param name="message">A <c>NodeDef</c> that was found to hold together.</param>
    /// <param name="texts">Where the name of its operation is kept.</param>
    public SavedNode(ReadOnlyMemory<byte> message, TextPool texts)
    {
        _message = message;
        var fields = Fields();
        while (fields.Next())
        {
            switch (fields.Tag)
            {
                case NameTag:
                    Name = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case OpTag:
                    Op = texts.Get(fields.Bytes);
                    break;
            }
        }
    }

    public string Name { get; } = "";

    public string Op { get; } = "";

    /// <summary>The node with everything it says.</summary>
    public NodeDef ToMessage() => NodeDef.Parser.ParseFrom(_message.Span);

    /// <summary>Its fields as they are written.</summary>
    public WireReader Fields() => new(_message.Span);

    /// <summary>An attribute by name.</summary>
    public bool TryGetAttribute(string name, [NotNullWhen(true)] out AttrValue? value)
    {
        value = null;
        var fields = Fields();
        while (fields.Next())
        {
            // Of two with one name the last counts.
            if (fields.Tag == AttrTag && IsKey(fields.Bytes, name))
            {
                value = new AttrValue();
                var entry = new WireReader(fields.Bytes);
                while (entry.Next())
                {
                    if (entry.Tag == ValueTag)
                    {
                        value.MergeFrom(entry.Bytes);
                    }
                }
            }
        }

        return value is not null;
    }

    /// <summary>Whether an attribute is there and true.</summary>
    public bool Flag(string name) => TryGetAttribute(name, out var value) && value.B;

    /// <summary>Whether it takes images with their channels before rows and columns.</summary>
    public bool IsChannelsFirst => TryGetAttribute("data_format", out var format) && format.S.ToStringUtf8() == "NCHW";

    /// <summary>Type and shape of an attribute that is a tensor, without its elements; null where there is none.</summary>
    public TensorProto? TensorHead(string name)
    {
        TensorProto? head = null;
        var fields = Fields();
        while (fields.Next())
        {
            if (fields.Tag != AttrTag || !IsKey(fields.Bytes, name))
            {
                continue;
            }

            var entry = new WireReader(fields.Bytes);
            while (entry.Next())
            {
                if (entry.Tag == ValueTag)
                {
                    head = HeadOf(entry.Bytes);
                }
            }
        }

        return head;
    }

    private static TensorProto? HeadOf(ReadOnlySpan<byte> attribute)
    {
        TensorProto? head = null;
        var fields = new WireReader(attribute);
        while (fields.Next())
        {
            if (fields.Tag != TensorTag)
            {
                continue;
            }

            head ??= new TensorProto();
            var tensor = new WireReader(fields.Bytes);
            while (tensor.Next())
            {
                if (tensor.Tag is DtypeTag or ShapeTag)
                {
                    head.MergeFrom(fields.Bytes[tensor.Field]);
                }
            }
        }

        return head;
    }

    private static bool IsKey(ReadOnlySpan<byte> entry, string name)
    {
        var key = ReadOnlySpan<byte>.Empty;
        var fields = new WireReader(entry);
        while (fields.Next())
        {
            if (fields.Tag == KeyTag)
            {
                key = fields.Bytes;
            }
        }

        return key.Length == name.Length && Ascii.Equals(key, name);
    }
}
