using System.Collections.Generic;
using Google.Protobuf.Reflection;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Messages;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Tests.Graphs;

public sealed class GraphShapeTests
{
    [Fact]
    public void Every_field_of_a_graph_is_checked_as_its_proto_says()
    {
        var seen = new Dictionary<MessageDescriptor, WireShape>();
        Compare(GraphShape.Graph, GraphDef.Descriptor);
        Assert.Contains(TensorProto.Descriptor, seen.Keys);

        void Compare(WireShape shape, MessageDescriptor message)
        {
            if (!seen.TryAdd(message, shape))
            {
                return;
            }

            foreach (var field in message.Fields.InFieldNumberOrder())
            {
                var (kind, inner) = shape.Of(field.FieldNumber);
                Assert.True(kind == KindOf(field), $"{field.FullName}: {kind}");
                if (kind == WireShape.Kind.Message)
                {
                    Compare(inner!, field.MessageType);
                }
            }
        }
    }

    private static WireShape.Kind KindOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => WireShape.Kind.Text,
        FieldType.Message => WireShape.Kind.Message,
        FieldType.Bytes => WireShape.Kind.Any,
        _ when !field.IsRepeated => WireShape.Kind.Any,
        FieldType.Float => WireShape.Kind.FourBytes,
        FieldType.Double => WireShape.Kind.EightBytes,
        _ => WireShape.Kind.Varints,
    };
}
