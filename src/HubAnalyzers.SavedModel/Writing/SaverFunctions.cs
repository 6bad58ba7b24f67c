using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Writing;

/// <summary>The two functions through which TensorFlow saves and restores the variables of a loaded model.</summary>
internal static class SaverFunctions
{
    private const string Cpu = "/device:CPU:0";

    /// <summary>Writes float32 variables and the object graph under a prefix.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="entries">Key and name of each variable.</param>
    public static FunctionDef Save(string name, IReadOnlyList<(string Key, string Name)> entries)
    {
        var function = Start(name);
        var values = new List<string>();
        foreach (var (_, variable) in entries)
        {
            values.Add(AddArgument(function, SavedAs(variable), DataType.DtFloat));
        }

        values.Add(AddArgument(function, "savev2_const", DataType.DtString));
        var types = entries.Select(static _ => DataType.DtFloat).Append(DataType.DtString).ToList();

        // One shard, written beside its place and then moved there by MergeV2Checkpoints.
        Add(function, Node.Constant("StringJoin/inputs_1", Attr.Scalar("_temp/part")));
        Add(function, Node.Create("StringJoin", "StringJoin", ["file_prefix", "StringJoin/inputs_1:output:0"], ("N", Attr.Number(2L))));
        Add(function, Node.Constant("num_shards", Attr.Scalar(1)));
        Add(function, Node.Constant("ShardedFilename/shard", Attr.Scalar(0)));
        Add(function, Node.Create("ShardedFilename", "ShardedFilename", ["StringJoin:output:0", "ShardedFilename/shard:output:0", "num_shards:output:0"]));
        AddNames(function, "SaveV2", [.. entries.Select(static e => e.Key), CheckpointKeys.ObjectGraph]);
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

    /// <summary>
    /// A function that TensorFlow wrote to save with more float32 variables, which come behind its arguments, and another object graph;
    /// null where it has not the form that is known.
    /// </summary>
    public static FunctionDef? Extend(FunctionDef save, string name, IReadOnlyList<(string Key, string Name)> entries, ByteString objectGraph)
    {
        var function = save.Clone();
        function.Signature.Name = name;

        // The one that saves the object graph: TensorFlow before 2.2 saves it by itself.
        var node = function.NodeDef.FirstOrDefault(n => n.Op == "SaveV2" && NamesOf(function, n)?.Contains(CheckpointKeys.ObjectGraph) == true);
        if (node is null || NamesOf(function, node) is not { } names || ConstantAt(function, node, 2) is not { } slices)
        {
            return null;
        }

        var values = node.Input.Skip(3).TakeWhile(static i => !i.StartsWith('^')).ToList();
        if (values.Count != names.Count || !node.Attr.TryGetValue("dtypes", out var types) || types.List?.Type.Count != names.Count)
        {
            return null;
        }

        var old = slices.Attr["value"].Tensor.StringVal;
        var sliceTexts = names.Select((_, i) => old.Count == 0 ? "" : old[Math.Min(i, old.Count - 1)].ToStringUtf8()).Concat(entries.Select(static _ => ""));
        SetStrings(ConstantAt(function, node, 1)!, [.. names, .. entries.Select(static e => e.Key)]);
        SetStrings(slices, [.. sliceTexts]);

        // A function that was extended before has such a constant already.
        var constant = Enumerable.Range(1, int.MaxValue - 1).Select(static i => $"SaveV2/object_graph_{i}").First(c => function.NodeDef.All(n => n.Name != c));
        Add(function, Node.Constant(constant, Attr.Scalar(objectGraph)));
        values[names.IndexOf(CheckpointKeys.ObjectGraph)] = constant + ":output:0";
        foreach (var (_, variable) in entries)
        {
            values.Add(AddArgument(function, SavedAs(variable), DataType.DtFloat));
            types.List.Type.Add(DataType.DtFloat);
        }

        string[] inputs = [.. node.Input.Take(3), .. values, .. node.Input.Skip(3).SkipWhile(static i => !i.StartsWith('^'))];
        node.Input.Clear();
        node.Input.AddRange(inputs);
        return function;
    }

    /// <summary>Reads float32 variables from a prefix and assigns them.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="entries">Key and name of each variable.</param>
    /// <param name="withObjectGraph">Whether the object graph is read as well, as TensorFlow does.</param>
    public static FunctionDef Restore(string name, IReadOnlyList<(string Key, string Name)> entries, bool withObjectGraph = true)
    {
        var function = Start(name);
        List<string> names = [.. entries.Select(static e => e.Key)];
        var types = entries.Select(static _ => DataType.DtFloat).ToList();
        if (withObjectGraph)
        {
            names.Add(CheckpointKeys.ObjectGraph);
            types.Add(DataType.DtString);
        }

        AddNames(function, "RestoreV2", names);
        Add(function, Node.Create(
            "RestoreV2", "RestoreV2", ["file_prefix", "RestoreV2/tensor_names:output:0", "RestoreV2/shape_and_slices:output:0"],
            ("dtypes", Attr.Types(types))));
        var effects = new List<string> { "RestoreV2" };
        for (var i = 0; i < entries.Count; i++)
        {
            var argument = AddArgument(function, $"assignvariableop_{i}_{Lower(entries[i].Name)}", DataType.DtResource);
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

    /// <summary>The names under which the tensors are stored, and no slices.</summary>
    private static void AddNames(FunctionDef function, string scope, IReadOnlyList<string> names)
    {
        Add(function, Node.Constant(scope + "/tensor_names", Attr.Strings(names)));
        Add(function, Node.Constant(scope + "/shape_and_slices", Attr.Strings([.. names.Select(static _ => "")])));
    }

    private static List<string>? NamesOf(FunctionDef function, NodeDef save) =>
        ConstantAt(function, save, 1)?.Attr["value"].Tensor.StringVal.Select(static s => s.ToStringUtf8()).ToList();

    private static NodeDef? ConstantAt(FunctionDef function, NodeDef node, int input)
    {
        var source = node.Input.Count > input ? node.Input[input].Split(':')[0] : "";
        return function.NodeDef.FirstOrDefault(n => n.Name == source && n.Op == "Const" && n.Attr.TryGetValue("value", out var value) && value.Tensor is not null);
    }

    private static void SetStrings(NodeDef constant, IReadOnlyList<string> texts)
    {
        constant.Attr["value"] = Attr.Tensor(Attr.Strings(texts));
        constant.Attr.Remove("_output_shapes");
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

    private static string SavedAs(string variable) => $"savev2_{Lower(variable)}_read_readvariableop";

    private static string Lower(string name) => name.Replace('/', '_').ToLowerInvariant();
}
