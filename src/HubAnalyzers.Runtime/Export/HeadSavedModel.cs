using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Runtime.Export;

/// <summary>
/// A SavedModel that is another with a head on it. Its root has what users of reusable SavedModels expect (<c>__call__</c>,
/// <c>variables</c>, <c>trainable_variables</c>, <c>regularization_losses</c>, <c>signatures</c>), the children <c>backbone</c>, which is
/// the old root, and <c>head</c>, and, with names of classes, the asset <c>labels</c>.
/// </summary>
internal sealed class HeadSavedModel
{
    private readonly SavedModelFolder _folder;
    private readonly MetaGraphDef _meta;
    private readonly SavedModel.Wire.SavedModel _message;
    private readonly ModelObjects _objects;
    private readonly CallTraces _traces;
    private readonly HeadForm _head;
    private readonly HeadFunctions _functions;
    private readonly HeadMainGraph _main;
    private readonly List<(string Key, string Name)> _entries = [];
    private readonly List<TensorBundleTensor> _tensors = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);

    private HeadSavedModel(SavedModelFolder folder, TensorBundleReader? bundle, HeadForm head)
    {
        _folder = folder;
        _message = folder.Message.Clone();
        _meta = _message.MetaGraphs[0];
        var objects = ObjectGraph.Read(folder, bundle);
        _traces = CallTraces.Read(objects)!;
        if (InputsOf(_traces.ForInference!).Count() != 1)
        {
            throw new HubExportException($"{folder.ModelFile}: its call takes {InputsOf(_traces.ForInference!).Count()} inputs, and a model with a head is written for one; export the model without a head, and write the head's own checkpoint with its {nameof(Head.Export)}.");
        }

        var graph = SavedGraph.Of(folder.MetaGraph);
        var names = new FreshNames(graph, objects.Message, bundle?.Keys ?? []);
        var scope = names.Scope("head");
        _head = head with { Layers = [.. head.Layers.Select(l => l with { Scope = scope + l.Scope["head".Length..] })] };
        _objects = new ModelObjects(objects, bundle?.HasShardOf(CheckpointKeys.ObjectGraph) == true ? TrackableObjectGraph.Parser.ParseFrom(bundle.ReadStrings(CheckpointKeys.ObjectGraph)[0]) : null);
        _functions = new HeadFunctions(graph, _head, names);
        _main = new HeadMainGraph(graph, _meta, names, new CapturedTensors(graph, objects.Message));
    }

    /// <summary>What makes the model in a folder one with a head.</summary>
    /// <exception cref="HubExportException">The model has not the form that a head can be added to.</exception>
    /// <exception cref="HubModelFormatException">The model's weights are not there.</exception>
    public static ModelAddition Of(SavedModelFolder folder, HeadForm head, IReadOnlyList<string>? labels)
    {
        if (!folder.HasVariables && folder.Message.MetaGraphs[0].ObjectGraphDef.Nodes.FirstOrDefault(static n => n.KindCase == SavedObject.KindOneofCase.Variable) is { } variable)
        {
            // Written all the same it would be whole but for the model's own weights.
            throw new HubModelFormatException(folder.VariablesPrefix + ".index", $"it does not exist, and the model has variables ('{variable.Variable.Name}' is the first)", "fetch the model again");
        }

        using var bundle = folder.HasVariables ? TensorBundleReader.Open(folder.VariablesPrefix) : null;
        return new HeadSavedModel(folder, bundle, head).Build(labels);
    }

    private ModelAddition Build(IReadOnlyList<string>? labels)
    {
        var variables = AddHead();
        if (labels is not null)
        {
            AddLabels(labels);
        }

        var losses = _objects.Child(_objects.Backbone, "regularization_losses");
        _objects.AddList(ModelObjects.Root, "variables", [.. Listed("variables"), .. variables]);

        // A call that was traced for inference alone cannot train, whatever it lists.
        var inferenceOnly = _traces is { HasTrainingArgument: true } && _traces.Traces.All(static t => t.Training == false);
        _objects.AddList(ModelObjects.Root, "trainable_variables", [.. inferenceOnly ? [] : Listed("trainable_variables"), .. variables]);
        if (losses is { } list)
        {
            _objects.Refer(ModelObjects.Root, "regularization_losses", list);
        }
        else
        {
            _objects.AddList(ModelObjects.Root, "regularization_losses", []);
        }

        AddCalls(inferenceOnly);
        AddKerasMetadata();
        var objectGraph = MessageBytes.Serialize(_objects.Checkpoint);
        _main.AddSaver(_entries, objectGraph);
        _main.Write(_functions.Library);
        _meta.ObjectGraphDef = _objects.Saved;
        _files["saved_model.pb"] = MessageBytes.Serialize(_message).Memory;
        _tensors.Add(TensorBundleTensor.String(CheckpointKeys.ObjectGraph, objectGraph.Memory));
        return new ModelAddition(_files, new HashSet<string>(StringComparer.Ordinal) { "fingerprint.pb" }, _tensors);
    }

    /// <summary>The objects of the head, with their values; the ids of its variables.</summary>
    private List<int> AddHead()
    {
        var root = _objects.Add(ModelObjects.Root, ModelHead.Name, ModelObjects.Plain());
        var ids = new List<int>();
        foreach (var layer in _head.Layers)
        {
            var parent = layer == _head.Layers[^1] ? root : _objects.Add(root, "hidden", ModelObjects.Plain());
            AddVariable("kernel", layer.Kernel, layer.Inputs, layer.Outputs);
            AddVariable("bias", layer.Bias, layer.Outputs);

            void AddVariable(string name, float[] values, params long[] shape)
            {
                var variable = $"{layer.Scope}/{name}";
                var key = CheckpointKeys.OfVariable(variable);
                var id = _objects.AddVariable(parent, name, variable, key, shape);
                ids.Add(id);
                _functions.Nodes[variable] = id;
                _main.AddVariable(variable, shape);
                _entries.Add((key, variable));
                _tensors.Add(TensorBundleTensor.Float32(key, shape, values));
            }
        }

        return ids;
    }

    private void AddLabels(IReadOnlyList<string> labels)
    {
        var name = Enumerable.Range(0, int.MaxValue).Select(static i => i == 0 ? "labels.txt" : $"labels_{i.ToString(CultureInfo.InvariantCulture)}.txt")
            .First(n => !Path.Exists(Path.Combine(_folder.Path, "assets", n)) && _meta.AssetFileDef.All(a => a.Filename != n));
        _files["assets/" + name] = Encoding.UTF8.GetBytes(string.Concat(labels.Select(static l => l + "\n")));
        _meta.AssetFileDef.Add(new AssetFileDef { Filename = name, TensorInfo = new TensorInfo { Name = _main.AddAsset() } });
        _objects.Add(ModelObjects.Root, ModelLabels.AssetName, new SavedObject { Asset = new SavedAsset { AssetFileDefIndex = _meta.AssetFileDef.Count - 1 } });
    }

    private void AddCalls(bool inferenceOnly)
    {
        var inference = _traces.ForInference!;
        var training = _traces.ForTraining!;
        var output = Structured.Floats(_head.OutputName, [.. _functions.OutputShape]);

        // The call takes what the model's own takes, in the same form.
        var call = _objects.Saved.Nodes[_objects.Child(_objects.Backbone, "__call__")!.Value].Clone();
        call.Children.Clear();
        _objects.Add(ModelObjects.Root, "__call__", call);
        var written = AddTrace(inference, isTraining: false);
        if (call.KindCase == SavedObject.KindOneofCase.BareConcreteFunction)
        {
            call.BareConcreteFunction.ConcreteFunctionName = written.FunctionName;
        }
        else
        {
            call.Function.ConcreteFunctions.Clear();
            call.Function.ConcreteFunctions.Add(written.FunctionName);
            if (training != inference)
            {
                call.Function.ConcreteFunctions.Add(AddTrace(training, isTraining: true).FunctionName);
            }
            else if (inferenceOnly)
            {
                // The head can train all the same: in training mode the model's part computes what it does in inference.
                call.Function.ConcreteFunctions.Add(AddTrace(inference, isTraining: true, ForTraining(SignatureOf(inference), call.Function.FunctionSpec)).FunctionName);
            }
        }

        AddSignatures(written, inference);

        HeadTrace AddTrace(CallTrace trace, bool isTraining, StructuredValue? signature = null)
        {
            var made = _functions.Call(trace, isTraining && trace.TrainingInput is null);
            AddConcrete(made, signature ?? SignatureOf(trace), output);
            return made;
        }
    }

    private void AddSignatures(HeadTrace call, CallTrace inference)
    {
        var signatures = _objects.Add(ModelObjects.Root, "signatures", ModelObjects.Plain("signature_map"));
        var spec = InputsOf(inference).Single();
        var input = NameOfInput(spec);
        var serving = _functions.Serve(call, inference, input);
        _objects.Add(signatures, ModelHead.Serving, new SavedObject
        {
            BareConcreteFunction = new SavedBareConcreteFunction { ConcreteFunctionName = serving.FunctionName, ArgumentKeywords = { input }, AllowedPositionalArguments = 1 },
        });
        var given = new StructuredValue { TensorSpecValue = new TensorSpecProto(spec) { Name = input } };
        AddConcrete(
            serving,
            Structured.Tuple(Structured.Tuple(), Structured.Dictionary((input, given))),
            Structured.Dictionary([.. _functions.ServedOutputs.Select(o => (o, Structured.Floats(o, [.. _functions.OutputShape])))]));
        foreach (var child in _objects.Child(_objects.Backbone, "signatures") is { } own ? _objects.Saved.Nodes[own].Children.ToList() : [])
        {
            _objects.Refer(signatures, HeadMainGraph.BackboneSignature(child.LocalName), child.NodeId);
        }

        _main.AddServing(serving, _functions, input, spec);
    }

    private void AddConcrete(HeadTrace trace, StructuredValue signature, StructuredValue output) => _objects.Saved.ConcreteFunctions.Add(trace.FunctionName, new SavedConcreteFunction
    {
        BoundInputs = { trace.Writer.Captures.Select(c => _functions.Nodes[c.Name]) },
        CanonicalizedInputSignature = signature,
        OutputSignature = output,
    });

    /// <summary>Keras' notes name objects by their ids and paths, of which the root's has changed.</summary>
    private void AddKerasMetadata()
    {
        if (_folder.KerasMetadata is not { } notes)
        {
            return;
        }

        notes = notes.Clone();
        foreach (var node in notes.Nodes)
        {
            node.NodeId = node.NodeId == ModelObjects.Root ? _objects.Backbone : node.NodeId;
            node.NodePath = node.NodePath == "root" || node.NodePath.StartsWith("root.", StringComparison.Ordinal) ? "root.backbone" + node.NodePath["root".Length..] : node.NodePath;
        }

        _files["keras_metadata.pb"] = MessageBytes.Serialize(notes).Memory;
    }

    private IEnumerable<int> Listed(string list) => _objects.Child(_objects.Backbone, list) is { } id
        ? _objects.Saved.Nodes[id].Children.Where(static c => int.TryParse(c.LocalName, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderBy(static c => int.Parse(c.LocalName, NumberStyles.None, CultureInfo.InvariantCulture)).Select(static c => c.NodeId)
        : [];

    private StructuredValue SignatureOf(CallTrace trace) => _objects.Saved.ConcreteFunctions[trace.FunctionName].CanonicalizedInputSignature?.Clone() ?? new StructuredValue();

    /// <summary>The model's own name of its input where it serves the same, else what the call names it.</summary>
    private string NameOfInput(TensorSpecProto spec) =>
        _folder.MetaGraph.SignatureDef.TryGetValue(ModelHead.Serving, out var serving) && serving.Inputs is { Count: 1 } inputs
            && inputs.Single() is { Value: var own, Key: var name } && own.Dtype == spec.Dtype && Equals(own.TensorShape, spec.Shape)
            ? name
            : spec.Name.Length > 0 ? spec.Name : "inputs";

    private static IEnumerable<TensorSpecProto> InputsOf(CallTrace trace) => trace.Inputs.Where((_, i) => i != trace.TrainingInput);

    /// <summary>A call's signature with the mode for inference turned to that for training.</summary>
    private static StructuredValue ForTraining(StructuredValue signature, FunctionSpec? spec)
    {
        var parts = signature.TupleValue.Values;
        if (parts.Count > 1 && parts[1].DictValue?.Fields.ContainsKey("training") == true)
        {
            parts[1].DictValue.Fields["training"] = Structured.Flag(true);
            return signature;
        }

        var names = spec?.Fullargspec?.NamedTupleValue?.Values.FirstOrDefault(static f => f.Key == "args")?.Value.ListValue.Values.Select(static v => v.StringValue).Where(static n => n != "self").ToList() ?? [];
        parts[0].TupleValue.Values[names.IndexOf("training")] = Structured.Flag(true);
        return signature;
    }
}
