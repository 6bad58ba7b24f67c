using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>Writes the nested class that makes a <c>HubModelInfo</c> when it is first asked for.</summary>
internal static class InfoWriter
{
    // One method with ten thousand layers takes the just-in-time compiler seconds.
    private const int ItemsPerMethod = 250;
    private const string Namespace = "global::HubAnalyzers.";

    public static void Write(CodeWriter code, ManifestModel model, CancellationToken cancellationToken)
    {
        code.Open("private static class InfoHolder");
        code.Line($"internal static readonly {Namespace}HubModelInfo Value = Model();");
        code.Line();
        code.Line("// Without it, the runtime may make the value before anyone asks.");
        code.Open("static InfoHolder()");
        code.Close();
        code.Line();
        Model(code, model);
        List(code, "File", "HubFileInfo", model.Files, Of, cancellationToken);
        List(code, "Layer", "HubLayerInfo", model.Layers, Of, cancellationToken);
        List(code, "Variable", "HubVariableInfo", model.Variables, Of, cancellationToken);
        code.Close();
    }

    private static void Model(CodeWriter code, ManifestModel model)
    {
        string[] arguments =
        [
            CodeText.Literal(model.Handle),
            CodeText.Literal(model.Name),
            CodeText.Literal(model.Publisher),
            CodeText.Literal(model.Version),
            Enum(model.Format),
            CodeText.Literal(model.TensorFlowVersion),
            CodeText.Literal(model.Digest),
            "Files()",
            Of(model.Interface),
            Enum(model.Verdict),
            CodeText.Literal(model.Reason),
            CodeText.Literal(model.Why),
            CodeText.Literal(model.PublisherFlag),
            CodeText.Literal(model.TrainableParameters),
            CodeText.Literal(model.TotalParameters),
            "Layers()",
            "Variables()",
            .. Optional(
                CodeText.Literal(model.Page),
                Of(model.Evidence),
                model.Engine is { } engine ? New("HubEngineInfo", CodeText.Literal(engine.Supported), Of(engine.Missing)) : "null",
                model.TensorFlowNet is { } net ? New("HubTensorFlowNetInfo", Of(net.MissingGradients), CodeText.Literal(net.Refusal)) : "null",
                model.Aliases.Count > 0 ? Array(Namespace + "HubAliasInfo", model.Aliases.Select(static a => New("HubAliasInfo", CodeText.Literal(a.Accessor), CodeText.Literal(a.Layer)))) : "null"),
        ];
        code.Line($"private static {Namespace}HubModelInfo Model() => new {Namespace}HubModelInfo(");
        code.Indent();
        foreach (var argument in arguments.Take(arguments.Length - 1))
        {
            code.Line(argument + ",");
        }

        code.Line(arguments[arguments.Length - 1] + ");");
        code.Outdent();
    }

    private static void List<T>(CodeWriter code, string name, string type, EquatableArray<T> items, Func<T, string> write, CancellationToken cancellationToken)
        where T : IEquatable<T>
    {
        var array = Namespace + type + "[]";
        code.Line();
        code.Open($"private static {array} {name}s()");
        code.Line($"var items = new {Namespace}{type}[{items.Count}];");
        for (var start = 0; start < items.Count; start += ItemsPerMethod)
        {
            code.Line($"{name}sFrom{start}(items);");
        }

        code.Line("return items;");
        code.Close();
        for (var start = 0; start < items.Count; start += ItemsPerMethod)
        {
            cancellationToken.ThrowIfCancellationRequested();
            code.Line();
            code.Open($"private static void {name}sFrom{start}({array} items)");
            for (var i = start; i < Math.Min(start + ItemsPerMethod, items.Count); i++)
            {
                code.Line($"items[{i}] = {write(items[i])};");
            }

            code.Close();
        }
    }

    private static string Of(ManifestFile file) =>
        New("HubFileInfo", CodeText.Literal(file.Path), CodeText.Literal(file.Size), CodeText.Literal(file.Sha256));

    private static string Of(ManifestInterface value) => New(
        "HubInterfaceInfo",
        [
            Array(Namespace + "HubTensorInfo", value.Inputs.Select(Of)),
            Array(Namespace + "HubTensorInfo", value.Outputs.Select(Of)),
            CodeText.Literal(value.TrainingArgument),
            Number(value.Traces),
            CodeText.Literal(value.HasRegularizationLosses),
            .. Optional(value.Signatures is { } signatures ? Array("string", signatures.Select(CodeText.Literal)) : "null"),
        ]);

    private static string Of(ManifestTensor tensor) => New(
        "HubTensorInfo",
        [
            CodeText.Literal(tensor.Name),
            CodeText.Literal(tensor.DType),
            tensor.Shape is { } shape ? Array("long", shape.Select(CodeText.Literal)) : "null",
            Enum(tensor.Kind),
            .. Optional(tensor.Range is { } range ? New("HubValueRange", CodeText.Literal(range.Low), CodeText.Literal(range.High)) : "null"),
        ]);

    private static string Of(ManifestLayer layer) => New(
        "HubLayerInfo",
        [
            CodeText.Literal(layer.Name),
            CodeText.Literal(layer.Accessor),
            Enum(layer.Kind),
            CodeText.Literal(layer.Parent),
            Enum(layer.Trainability),
            CodeText.Literal(layer.Reason),
            CodeText.Literal(layer.Why),
            CodeText.Literal(layer.Parameters),
            Array("string", layer.Variables.Select(CodeText.Literal)),
            .. Optional(
                layer.Stage is { } stage ? Number(stage) : "null",
                layer.Flops is { } flops ? CodeText.Literal(flops) : "null",
                Of(layer.Evidence),
                layer.Activations is { } activations ? CodeText.Literal(activations) : "null"),
        ]);

    private static string Of(ManifestVariable variable) => New(
        "HubVariableInfo",
        [
            CodeText.Literal(variable.Name),
            CodeText.Literal(variable.CheckpointKey),
            CodeText.Literal(variable.Layer),
            Enum(variable.Role),
            CodeText.Literal(variable.DType),
            Array("long", variable.Shape.Select(CodeText.Literal)),
            Enum(variable.Trainability),
            CodeText.Literal(variable.Reason),
            .. Optional(Of(variable.Evidence), Of(variable.Notions)),
        ]);

    private static string Of(ManifestNotions? notions) => notions is null
        ? "null"
        : New("HubTrainableNotions", CodeText.Literal(notions.Flag), CodeText.Literal(notions.Listed), CodeText.Literal(notions.Keras), CodeText.Literal(notions.Captured));

    private static string Of(ManifestEvidence? evidence) => evidence is null
        ? "null"
        : New("HubEvidence", [CodeText.Literal(evidence.File), CodeText.Literal(evidence.Node), .. Optional(CodeText.Literal(evidence.Op))]);

    private static string Of(EquatableArray<ManifestOp> ops) => Array(
        Namespace + "HubOpInfo",
        ops.Select(static op => New(
            "HubOpInfo",
            CodeText.Literal(op.Op),
            Number(op.Count),
            Array("string", op.Layers.Select(CodeText.Literal)))));

    /// <summary>Optional arguments at the end of a call, without those that say nothing more.</summary>
    private static string[] Optional(params string[] arguments)
    {
        var count = arguments.Length;
        while (count > 0 && arguments[count - 1] == "null")
        {
            count--;
        }

        return arguments.Take(count).ToArray();
    }

    private static string New(string type, params string[] arguments) => $"new {Namespace}{type}({string.Join(", ", arguments)})";

    private static string Array(string type, IEnumerable<string> items)
    {
        var list = string.Join(", ", items);
        return list.Length == 0 ? $"global::System.Array.Empty<{type}>()" : $"new {type}[] {{ {list} }}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Enum<T>(T value)
        where T : struct, Enum => $"{Namespace}{typeof(T).Name}.{value}";
}
