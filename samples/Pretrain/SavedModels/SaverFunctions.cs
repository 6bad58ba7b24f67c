using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Samples.Pretrain.Graphs;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Samples.Pretrain.SavedModels;

/// <summary>The two functions through which TensorFlow saves and restores the variables of a loaded model.</summary>
internal static class SaverFunctions
{
    public const string SaveName = "__inference__traced_save_10";
    public const string RestoreName = "__inference__traced_restore_11";

    private const string Cpu = "/device:CPU:0";

    /// <summary>Writes every variable and the object graph under a prefix.</summary>
    public static FunctionDef Save(IReadOnlyList<(string Key, NetVariable Variable)> entries)
    {
        var function = Start(SaveName);
        var values = new List<string>();
        foreach (var (_, variable) in entries)
        {
            values.Add(AddArgument(function, $"savev2_{Lower(variable.Name)}_read_readvariableop", DataType.DtFloat));
        }

        values.Add(AddArgument(function, "savev2_const", DataType.DtString));
        var types = entries.Select(static _ => DataType.DtFloat).Append(DataType.DtString).ToList();

        // One shard, written beside its place and then moved there by MergeV2Checkpoints.
        Add(function, Node.Constant("StringJoin/inputs_1", Attr.Scalar("_temp/part")));
        Add(function, Node.Create("StringJoin", "StringJoin", ["file_prefix", "StringJoin/inputs_1:output:0"], ("N", Attr.Number(2L))));
        Add(function, Node.Constant("num_shards", Attr.Scalar(1)));
        Add(function, Node.Constant("ShardedFilename/shard", Attr.Scalar(0)));
        Add(function, Node.Create("ShardedFilename", "ShardedFilename", ["StringJoin:output:0", "ShardedFilename/shard:output:0", "num_shards:output:0"]));
        AddNames(function, "SaveV2", entries);
        Add(function, Node.Create(
            "SaveV2", "SaveV2",
            ["ShardedFilename:filename:0", "SaveV2/tensor_names:output:0", "SaveV2/shape_and_slices:output:0", .. values],
            ("dtypes", Attr.Types(types))));
        Add(function, Node.Create(
            "MergeV2Checkpoints/checkpoint_prefixes", "Pack", ["ShardedFilename:filename:0", "^SaveV2"],
            ("N", Attr.Number(1L)), ("T", Attr.Type(DataType.DtString))));
        Add(function, Node.Create("MergeV2Checkpoints", "MergeV2Checkpoints", ["MergeV2Checkpoints/checkpoint_prefixes:output:0", "file_prefix"]));
        return End(function, ["MergeV2Checkpoints", "SaveV2"]);
    }

    /// <summary>Reads every variable from a prefix and assigns it.</summary>
    public static FunctionDef Restore(IReadOnlyList<(string Key, NetVariable Variable)> entries)
    {
        var function = Start(RestoreName);
        var types = entries.Select(static _ => DataType.DtFloat).Append(DataType.DtString).ToList();
        AddNames(function, "RestoreV2", entries);
        Add(function, Node.Create(
            "RestoreV2", "RestoreV2", ["file_prefix", "RestoreV2/tensor_names:output:0", "RestoreV2/shape_and_slices:output:0"],
            ("dtypes", Attr.Types(types))));
        var effects = new List<string> { "RestoreV2" };
        for (var i = 0; i < entries.Count; i++)
        {
            var argument = AddArgument(function, $"assignvariableop_{i}_{Lower(entries[i].Variable.Name)}", DataType.DtResource);
            var assign = $"AssignVariableOp_{i}";
            Add(function, Node.Create($"RestoredValue_{i}", "Identity", [$"RestoreV2:tensors:{i}"], ("T", Attr.Type(DataType.DtFloat))));
            Add(function, Node.Create(assign, "AssignVariableOp", [argument, $"RestoredValue_{i}:output:0"], ("dtype", Attr.Type(DataType.DtFloat))));
            effects.Add(assign);
        }

        return End(function, effects);
    }

    private static FunctionDef Start(string name)
    {
        var function = new FunctionDef { Signature = new OpDef { Name = name, IsStateful = true } };
        AddArgument(function, "file_prefix", DataType.DtString);
        return function;
    }

    private static FunctionDef End(FunctionDef function, List<string> effects)
    {
        Add(function, Node.Create("NoOp", "NoOp", effects.Select(static e => "^" + e), ("_acd_function_control_output", Attr.Flag(true))));
        Add(function, Node.Create("Identity", "Identity", ["file_prefix", "^NoOp"], ("T", Attr.Type(DataType.DtString))));
        function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "identity", Type = DataType.DtString });
        function.Ret.Add("identity", "Identity:output:0");
        foreach (var effect in effects)
        {
            function.Signature.ControlOutput.Add(effect);
            function.ControlRet.Add(effect, effect);
        }

        return function;
    }

    /// <summary>The names under which the tensors are stored, the object graph last, and no slices.</summary>
    private static void AddNames(FunctionDef function, string scope, IReadOnlyList<(string Key, NetVariable Variable)> entries)
    {
        var names = entries.Select(static e => e.Key).Append(CheckpointKeys.ObjectGraph).ToList();
        Add(function, Node.Constant(scope + "/tensor_names", Attr.Strings(names)));
        Add(function, Node.Constant(scope + "/shape_and_slices", Attr.Strings([.. names.Select(static _ => "")])));
    }

    private static string AddArgument(FunctionDef function, string name, DataType type)
    {
        function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = name, Type = type });
        return name;
    }

    private static void Add(FunctionDef function, NodeDef node)
    {
        node.Device = Cpu;
        function.NodeDef.Add(node);
    }

    private static string Lower(string name) => name.Replace('/', '_').ToLowerInvariant();
}
