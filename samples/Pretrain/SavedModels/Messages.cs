using System.IO;
using Google.Protobuf;

namespace HubAnalyzers.Samples.Pretrain.SavedModels;

/// <summary>Messages as bytes.</summary>
internal static class Messages
{
    /// <summary>Maps are written in the order of their keys, so that one model always gives the same bytes.</summary>
    public static ByteString Serialize(IMessage message)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true) { Deterministic = true })
        {
            message.WriteTo(output);
        }

        return ByteString.CopyFrom(stream.ToArray());
    }
}
