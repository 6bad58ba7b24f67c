using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Inspection;

/// <summary>The values that a call is for, by what it does to its input first.</summary>
public sealed class InputRangeTests
{
    [Theory]
    [InlineData("0 to 255", "Mul 0.003921569")]
    [InlineData("0 to 255", "RealDiv 255")]
    [InlineData("0 to 255", "RealDiv 127.5", "Sub 1")]
    [InlineData("0 to 255", "Mul 0.007843138", "AddV2 -1")]
    [InlineData("0 to 255", "Identity", "Cast", "ResizeBilinear", "Mul 0.003921569", "AddV2 0")]
    [InlineData("0 to 255", "BiasAdd -103.939 -116.779 -123.68")]
    [InlineData("0 to 255", "Sub 127.5", "RealDiv 127.5")]
    [InlineData("0 to 1", "Mul 2", "Sub 1")]
    [InlineData("0 to 1", "Mul 2", "AddV2 -1")]
    [InlineData(null, "Mul 2", "AddV2 1")]
    [InlineData(null, "Mul 2")]
    [InlineData(null, "Sub 0.485 0.456 0.406")]
    [InlineData(null, "Mul 0.5")]
    [InlineData(null, "Relu", "Mul 0.003921569")]
    [InlineData(null, "Identity")]
    public void The_first_operations_say_it(string? expected, params string[] operations) =>
        Assert.Equal(expected, Assert.Single(Written(operations).Inspect().Interface.Inputs).Range?.ToString());

    [Fact]
    public void An_input_that_two_operations_take_says_nothing() =>
        Assert.Null(Written("Mul 0.003921569").Node("other", "Relu", ["x"]).Returns("other:activations:0").Inspect().Interface.Inputs[0].Range);

    [Fact]
    public void That_its_shape_is_asked_for_changes_nothing() =>
        Assert.NotNull(Written("Mul 0.003921569").Node("shape", "Shape", ["x"]).Returns("shape:output:0").Inspect().Interface.Inputs[0].Range);

    /// <summary>The Hub's image models take 0 to 1 and bring it to -1 to 1; the potato classifier begins with a Rescaling of 1/255.</summary>
    [SkippableTheory]
    [InlineData("cropnet-cassava-hub", "0 to 1")]
    [InlineData("klayer-mnv2-128-tf24", "0 to 1")]
    [InlineData("nsfw-mnv2-140", "0 to 1")]
    [InlineData("potato-tf25-aug", "0 to 255")]
    [InlineData("mnv1-openmv-complete", null)]
    [InlineData("resnet50-keras", null)]
    public void Strangers_models_say_it(string name, string? expected) =>
        Assert.Equal(expected, ModelInspector.Inspect(SharedModels.Require(name)).Interface.Inputs[0].Range?.ToString());

    /// <summary>A call of operations, each "OP" or "OP NUMBERS" with a constant as its second input.</summary>
    private static TinyModel Written(params string[] operations)
    {
        var model = new TinyModel();
        var value = "x";
        foreach (var (operation, i) in operations.Select(static (o, i) => (o.Split(' '), i)))
        {
            var inputs = new List<string> { value };
            if (operation.Length > 1)
            {
                var numbers = operation.Skip(1).Select(static n => float.Parse(n, CultureInfo.InvariantCulture)).ToList();
                var tensor = new TensorProto { Dtype = DataType.DtFloat, TensorShape = new TensorShapeProto(), FloatVal = { numbers } };
                if (numbers.Count > 1)
                {
                    tensor.TensorShape.Dim.Add(new TensorShapeProto.Types.Dim { Size = numbers.Count });
                }

                model.Node($"c{i}", "Const", [], ("dtype", TinyModel.Type(DataType.DtFloat)), ("value", new AttrValue { Tensor = tensor }));
                inputs.Add($"c{i}:output:0");
            }

            model.Node($"n{i}", operation[0], [.. inputs]);
            value = $"n{i}:{(operation[0] switch { "ResizeBilinear" => "resized_images", "BiasAdd" or "Identity" => "output", "Cast" => "y", "Relu" => "activations", _ => "z" })}:0";
        }

        return model.Returns(value);
    }
}
