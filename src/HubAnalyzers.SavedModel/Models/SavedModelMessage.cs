using System;
using System.IO;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Messages;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// Parses <c>saved_model.pb</c> but for its graphs, which stay bytes of the file: as objects they would take ten times the room. They
/// are checked as a whole, so that whoever asks for a node or a function later meets no damage.
/// </summary>
internal static class SavedModelMessage
{
    private const uint MetaGraphTag = (Wire.SavedModel.MetaGraphsFieldNumber << 3) | 2;
    private const uint GraphTag = (MetaGraphDef.GraphDefFieldNumber << 3) | 2;

    /// <summary>Parses a file's bytes, which the message goes on to use.</summary>
    /// <exception cref="InvalidProtocolBufferException">They are no such message.</exception>
    /// <exception cref="InvalidDataException">They are a message that TensorFlow would not write.</exception>
    public static Wire.SavedModel Parse(ReadOnlyMemory<byte> bytes)
    {
        var model = new Wire.SavedModel();
        var fields = new WireReader(bytes.Span);
        while (fields.Next())
        {
            if (fields.Tag == MetaGraphTag)
            {
                model.MetaGraphs.Add(ParseMetaGraph(bytes[fields.Content]));
            }
            else
            {
                model.MergeFrom(bytes.Span[fields.Field]);
            }
        }

        return fields.IsBroken ? throw Refusal(Wire.SavedModel.Parser, bytes.Span) : model;
    }

    private static MetaGraphDef ParseMetaGraph(ReadOnlyMemory<byte> bytes)
    {
        var graph = new MetaGraphDef();
        var fields = new WireReader(bytes.Span);
        while (fields.Next())
        {
            if (fields.Tag != GraphTag)
            {
                graph.MergeFrom(bytes.Span[fields.Field]);
                continue;
            }

            if (!GraphShape.Graph.Fits(fields.Bytes))
            {
                throw Refusal(GraphDef.Parser, fields.Bytes);
            }

            // A graph in two parts is what these are one after the other.
            graph.GraphDef = graph.GraphDef.IsEmpty
                ? UnsafeByteOperations.UnsafeWrap(bytes[fields.Content])
                : ByteString.CopyFrom([.. graph.GraphDef.Span, .. fields.Bytes]);
        }

        return fields.IsBroken ? throw Refusal(MetaGraphDef.Parser, bytes.Span) : graph;
    }

    /// <summary>The parser says best what is wrong with bytes that do not hold together.</summary>
    private static InvalidDataException Refusal<T>(MessageParser<T> parser, ReadOnlySpan<byte> bytes)
        where T : IMessage<T>
    {
        parser.ParseFrom(bytes);
        return new InvalidDataException("Its messages are not such as TensorFlow writes.");
    }
}
