using Google.Protobuf;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Tests.Graphs;

public sealed class SmallConstantTests
{
    [Fact]
    public void Identities_that_lead_around_in_a_circle_are_no_constant()
    {
        var identity = Node(new NodeDef { Name = "around", Op = "Identity" });
        identity.Inputs.Add((identity, 0));

        Assert.Null(SmallConstant.Integers(UserOf(identity), 0));
    }

    [Theory]
    [InlineData(1, new long[] { 7 })]
    [InlineData(3, new long[] { 7, 7, 7 })]
    [InlineData(33, null)]
    public void The_last_number_stands_for_all_that_follow_up_to_a_bound(int count, long[]? expected)
    {
        var tensor = new TensorProto { Dtype = DataType.DtInt32, TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = count } } }, IntVal = { 7 } };
        var constant = Node(new NodeDef { Name = "c", Op = "Const", Attr = { ["value"] = new AttrValue { Tensor = tensor } } });

        Assert.Equal(expected, SmallConstant.Integers(UserOf(constant), 0));
        Assert.Null(SmallConstant.Integers(UserOf(constant), 1));
    }

    private static FlatNode UserOf(FlatNode input)
    {
        var user = Node(new NodeDef { Name = "mean", Op = "Mean" });
        user.Inputs.Add((input, 0));
        return user;
    }

    private static FlatNode Node(NodeDef definition)
    {
        var texts = new TextPool();
        return new(new SavedNode(definition.ToByteArray(), texts), -1, new CallFrame(FunctionBody.Of(new FunctionDef { Signature = new OpDef() }.ToByteArray(), texts), null, -1), 0);
    }
}
