using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>Small models with batch normalization in the forms that TensorFlow and Keras write.</summary>
internal static class BatchNormModels
{
    public const float Epsilon = 0.001f;
    public const float Momentum = 0.9f;
    public const string Norm = "net/bn";

    /// <summary>A dense layer and one normalization of its three features, an image of one pixel, by the fused operation.</summary>
    /// <param name="version">The operation's version: "", "V2" or "V3".</param>
    /// <param name="operationMoves">Whether the operation computes the new averages itself, as newer files have it, or the trace does.</param>
    public static WrittenModel Fused(string version = "V3", bool operationMoves = true) => Variables(new WrittenModel { Input = [-1, 1, 1, 3] })
        .Trace(training: false, f => f.Returns(FusedNorm(f, version, training: false, operationMoves)))
        .Trace(training: true, f => FusedCall(f, version, operationMoves));

    /// <summary>The same in one trace for both modes, which it takes as a tensor and decides by a branch.</summary>
    public static WrittenModel FusedForBothModes() => Variables(new WrittenModel { Input = [-1, 1, 1, 3] })
        .Inner("in_training", f => FusedCall(f, "V3", operationMoves: true))
        .Inner("in_inference", f => f.Returns(FusedNorm(f, "V3", training: false, operationMoves: true)))
        .TraceForBothModes(f => f.Returns(f.Node(
            "If",
            "output",
            [f.Node("LogicalNot", "y", [f.Node("LogicalNot", "y", ["training"])]), "x", .. f.Handles],
            ("then_branch", Calls("in_training")),
            ("else_branch", Calls("in_inference")))));

    /// <summary>The same in small operations, as Keras writes it for vectors.</summary>
    /// <param name="move">How the averages move: "subtract" as Keras 2, "assign" as Keras 3.</param>
    public static WrittenModel SpelledOut(string move = "subtract") => Variables(new WrittenModel { Input = [-1, 3] })
        .Trace(training: false, f => f.Returns(Normalized(f, f.Read(Norm + "/moving_mean"), f.Read(Norm + "/moving_variance"))))
        .Trace(training: true, f =>
        {
            var mean = f.Reduce("Mean", "x", keep: true, 0);
            var still = f.Node("StopGradient", "output", [mean]);
            var variance = f.Reduce("Mean", f.Two("SquaredDifference", "x", still), keep: true, 0);
            var (flatMean, flatVariance) = (Squeezed(f, mean), Squeezed(f, variance));
            f.Returns(Normalized(f, flatMean, flatVariance));
            Move(f, Norm + "/moving_mean", flatMean);
            Move(f, Norm + "/moving_variance", flatVariance);

            void Move(WrittenModel.Function f, string variable, string value)
            {
                if (move == "subtract")
                {
                    MoveBySubtraction(f, variable, value);
                }
                else
                {
                    f.Assign("AssignVariableOp", variable, f.Two("AddV2", f.Two("Mul", f.Read(variable), f.Number(Momentum)), f.Two("Mul", value, f.Number(1 - Momentum))));
                }
            }
        });

    /// <summary>x -> gamma * (x - mean) / sqrt(variance + epsilon) + beta, in the order of operations that Keras writes.</summary>
    public static string Normalized(WrittenModel.Function f, string mean, string variance)
    {
        var scale = f.Two("Mul", f.Node("Rsqrt", "y", [f.Two("AddV2", variance, f.Number(Epsilon))]), f.Read(Norm + "/gamma"));
        return f.Two("AddV2", f.Two("Mul", "x", scale), f.Two("Sub", f.Read(Norm + "/beta"), f.Two("Mul", mean, scale)));
    }

    public static void MoveBySubtraction(WrittenModel.Function f, string variable, string value) =>
        f.Assign("AssignSubVariableOp", variable, f.Two("Mul", f.Two("Sub", f.Read(variable), value), f.Number(1 - Momentum)));

    public static WrittenModel Variables(WrittenModel model) => model
        .Weight(Norm + "/gamma", [3], 1, 2, 3)
        .Weight(Norm + "/beta", [3], 0, 1, -1)
        .State(Norm + "/moving_mean", [3], 1, 0, -1)
        .State(Norm + "/moving_variance", [3], 4, 1, 9);

    private static AttrValue Calls(string function) => new() { Func = new NameAttrList { Name = function } };

    private static void FusedCall(WrittenModel.Function f, string version, bool operationMoves)
    {
        f.Returns(FusedNorm(f, version, training: true, operationMoves));
        if (operationMoves)
        {
            f.Assign("AssignVariableOp", Norm + "/moving_mean", "bn:batch_mean:0");
            f.Assign("AssignVariableOp", Norm + "/moving_variance", "bn:batch_variance:0");
        }
        else
        {
            MoveBySubtraction(f, Norm + "/moving_mean", "bn:batch_mean:0");
            MoveBySubtraction(f, Norm + "/moving_variance", "bn:batch_variance:0");
        }
    }

    private static string Squeezed(WrittenModel.Function f, string value) => f.Node("Squeeze", "output", [value], ("squeeze_dims", new AttrValue { List = new AttrValue.Types.ListValue { I = { 0 } } }));

    private static string FusedNorm(WrittenModel.Function f, string version, bool training, bool operationMoves)
    {
        string[] statistics = training && !operationMoves
            ? [Empty(f), Empty(f)]
            : [f.Read(Norm + "/moving_mean"), f.Read(Norm + "/moving_variance")];
        return f.Node(
            "bn",
            "FusedBatchNorm" + version,
            "y",
            ["x", f.Read(Norm + "/gamma"), f.Read(Norm + "/beta"), .. statistics],
            [.. new (string, AttrValue)[]
            {
                ("epsilon", new AttrValue { F = Epsilon }),

                // A default that is stripped means training.
                ("is_training", new AttrValue { B = false }),
                ("exponential_avg_factor", new AttrValue { F = 1 - Momentum }),
            }.Where(a => a.Item1 switch { "is_training" => !training, "exponential_avg_factor" => training && operationMoves, _ => true })]);
    }

    private static string Empty(WrittenModel.Function f) => f.Node("Const", "output", [], ("dtype", new AttrValue { Type = DataType.DtFloat }), ("value", new AttrValue { Tensor = new TensorProto { Dtype = DataType.DtFloat, TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 0 } } } } }));
}
