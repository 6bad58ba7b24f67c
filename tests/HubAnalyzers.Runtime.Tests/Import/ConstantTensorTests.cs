using System;
using System.Runtime.InteropServices;
using Google.Protobuf;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Tests.Import;

public sealed class ConstantTensorTests
{
    private static TensorShapeProto Shape(params long[] sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });
        }

        return shape;
    }

    [Fact]
    public void The_last_value_given_is_repeated()
    {
        var constant = ConstantTensor.Decode(new TensorProto { Dtype = DataType.DtFloat, TensorShape = Shape(4), FloatVal = { 1, 2 } }, "f", "n");

        Assert.Equal([1f, 2, 2, 2], MemoryMarshal.Cast<byte, float>(constant.Bytes).ToArray());
    }

    [Fact]
    public void No_value_at_all_means_zeros()
    {
        var constant = ConstantTensor.Decode(new TensorProto { Dtype = DataType.DtInt64, TensorShape = Shape(2) }, "f", "n");

        Assert.Equal(new byte[16], constant.Bytes);
    }

    [Theory]
    [InlineData(new long[] { long.MaxValue, 2 })]
    [InlineData(new long[] { 1L << 40 })]
    [InlineData(new long[] { -1 })]
    public void A_shape_that_no_constant_can_have_is_refused_before_anything_is_allocated(long[] shape)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<HubModelFormatException>(() => ConstantTensor.Decode(new TensorProto { Dtype = DataType.DtFloat, TensorShape = Shape(shape) }, "saved_model.pb", "big"));

        Assert.StartsWith("saved_model.pb: constant 'big' ", error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Content_of_another_length_than_the_shape_is_refused()
    {
        var proto = new TensorProto { Dtype = DataType.DtFloat, TensorShape = Shape(3), TensorContent = ByteString.CopyFrom(new byte[8]) };

        var error = Assert.Throws<HubModelFormatException>(() => ConstantTensor.Decode(proto, "f", "n"));

        Assert.Contains("has 8 bytes where its shape needs 12", error.Message);
    }
}
