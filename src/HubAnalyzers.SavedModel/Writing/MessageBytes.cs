using System;
using System.IO;
using Google.Protobuf;

namespace HubAnalyzers.SavedModel.Writing;

/// <summary>Messages as bytes.</summary>
internal static class MessageBytes
{
    /// <summary>Maps are written in the order of their keys, so that one model always gives the same bytes.</summary>
    public static ByteString Serialize(IMessage message)
    {
        using var stream = new MemoryStream();
        Write(message, stream);
        return UnsafeByteOperations.UnsafeWrap(stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }

    /// <summary>A message with more of it: one behind another is both of them merged.</summary>
    public static ByteString Append(ByteString message, IMessage more) => ByteString.CopyFrom([.. message.Span, .. Serialize(more).Span]);

    /// <summary>As <see cref="Serialize"/>, to a stream.</summary>
    public static void Write(IMessage message, Stream stream)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true) { Deterministic = true };
        message.WriteTo(output);
    }
}
