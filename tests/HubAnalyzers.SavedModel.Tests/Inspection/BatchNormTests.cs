using System.Linq;

namespace HubAnalyzers.SavedModel.Tests.Inspection;

/// <summary>Batch norm by any name and in any spelling.</summary>
public sealed class BatchNormTests
{
    [Fact]
    public void Four_variables_without_names_that_one_FusedBatchNorm_takes_are_one_batch_norm()
    {
        var model = new TinyModel()
            .Variable("Variable_1", [3]).Variable("Variable_2", [3]).Variable("Variable_3", [3], flag: false, listed: false).Variable("Variable_4", [3], flag: false, listed: false)
            .Node("g", "ReadVariableOp", ["Variable_1"]).Node("b", "ReadVariableOp", ["Variable_2"]).Node("m", "ReadVariableOp", ["Variable_3"]).Node("v", "ReadVariableOp", ["Variable_4"])
            .Node("net/norm/FusedBatchNormV3", "FusedBatchNormV3", ["x", "g:value:0", "b:value:0", "m:value:0", "v:value:0"])
            .Returns("net/norm/FusedBatchNormV3:y:0")
            .Inspect();
        var layer = Assert.Single(model.Layers);
        Assert.Equal(("net/norm", LayerKind.BatchNorm, Trainability.BatchNorm), (layer.Name, layer.Kind, layer.Trainability));
        Assert.Equal([VariableRole.Gamma, VariableRole.Beta, VariableRole.MovingMean, VariableRole.MovingVariance], model.Variables.Select(static v => v.Role));
        Assert.Equal([ReasonCodes.BatchNormAffine, ReasonCodes.BatchNormAffine, ReasonCodes.BatchNormStatistics, ReasonCodes.BatchNormStatistics], model.Variables.Select(static v => v.Reason));
    }

    // Keras 3, and Keras 2 for any rank but four: x * s + (beta - mean * s) with s = rsqrt(variance + epsilon) * gamma.
    [Fact]
    public void A_batch_norm_spelt_out_in_small_operations_is_known_by_how_its_variables_are_used()
    {
        var model = SpeltOut("net/n/p1", "net/n/p2", "net/n/p3", "net/n/p4").Inspect();
        Assert.Equal(LayerKind.BatchNorm, Assert.Single(model.Layers).Kind);
        Assert.Equal(
            [("net/n/p1", VariableRole.Gamma), ("net/n/p2", VariableRole.Beta), ("net/n/p3", VariableRole.MovingMean), ("net/n/p4", VariableRole.MovingVariance)],
            model.Variables.Select(static v => (v.Name, v.Role)));
        Assert.Equal(6, model.Variables.Where(static v => v.Trainability == Trainability.BatchNorm).Sum(static v => v.Parameters));
    }

    // A layer norm computes mean and variance from its input; only gamma and beta are variables.
    [Fact]
    public void A_layer_norm_is_no_batch_norm()
    {
        var model = new TinyModel().Variable("net/ln/gamma", [3]).Variable("net/ln/beta", [3])
            .Node("axes", "Const", []).Node("eps", "Const", [])
            .Node("mean", "Mean", ["x", "axes:output:0"]).Node("diff", "SquaredDifference", ["x", "mean:output:0"]).Node("variance", "Mean", ["diff:z:0", "axes:output:0"])
            .Node("add", "AddV2", ["variance:output:0", "eps:output:0"]).Node("rsqrt", "Rsqrt", ["add:z:0"])
            .Node("g", "ReadVariableOp", ["net_ln_gamma"]).Node("b", "ReadVariableOp", ["net_ln_beta"])
            .Node("s", "Mul", ["rsqrt:y:0", "g:value:0"]).Node("xs", "Mul", ["x", "s:z:0"]).Node("ms", "Mul", ["mean:output:0", "s:z:0"])
            .Node("o", "Sub", ["b:value:0", "ms:z:0"]).Node("y", "AddV2", ["xs:z:0", "o:z:0"])
            .Returns("y:z:0")
            .Inspect();
        Assert.Equal((LayerKind.LayerNorm, Trainability.Trainable), (Assert.Single(model.Layers).Kind, model.Layers[0].Trainability));
    }

    // Keras 3 saves each variable as two nodes of one name; the call captures one of them.
    [Fact]
    public void The_second_node_of_a_variable_is_no_second_weight()
    {
        var model = new TinyModel().Variable("net/dense/kernel", [3, 2]).Variable("net/dense/kernel", [3, 2], captured: false)
            .Node("read", "ReadVariableOp", ["net_dense_kernel"]).Node("y", "MatMul", ["x", "read:value:0"]).Returns("y:product:0")
            .Inspect();
        Assert.Equal((6L, 6L), (model.TotalParameters, model.TrainableParameters));
        Assert.Equal(TrainabilityVerdict.Full, model.Verdict);
        var copy = Assert.Single(model.Variables, static v => v.Layer is null);
        Assert.Equal((Trainability.Frozen, ReasonCodes.NotAWeight), (copy.Trainability, copy.Reason));
    }

    private static TinyModel SpeltOut(string gamma, string beta, string mean, string variance) => new TinyModel()
        .Variable(gamma, [3]).Variable(beta, [3]).Variable(mean, [3], flag: false, listed: false).Variable(variance, [3], flag: false, listed: false)
        .Node("eps", "Const", [])
        .Node("g", "ReadVariableOp", [gamma.Replace('/', '_')]).Node("b", "ReadVariableOp", [beta.Replace('/', '_')])
        .Node("m", "ReadVariableOp", [mean.Replace('/', '_')]).Node("v", "ReadVariableOp", [variance.Replace('/', '_')])
        .Node("add", "AddV2", ["v:value:0", "eps:output:0"]).Node("rsqrt", "Rsqrt", ["add:z:0"])
        .Node("s", "Mul", ["rsqrt:y:0", "g:value:0"]).Node("xs", "Mul", ["x", "s:z:0"]).Node("ms", "Mul", ["m:value:0", "s:z:0"])
        .Node("o", "Sub", ["b:value:0", "ms:z:0"]).Node("y", "AddV2", ["xs:z:0", "o:z:0"])
        .Returns("y:z:0");
}
