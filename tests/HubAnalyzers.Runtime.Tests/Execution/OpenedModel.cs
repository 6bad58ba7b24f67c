using System;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.Runtime.Tests.Execution;

/// <summary>A model's call with nothing but the engine around it; variables are named as in the file, and by their place in it.</summary>
internal sealed class OpenedModel : IDisposable
{
    private readonly TensorBundleReader? _bundle;
    private readonly SavedModelFolder _folder;
    private readonly ObjectGraph _objects;

    public OpenedModel(string path, ImportOptions? options = null, bool withWeights = true)
    {
        _folder = SavedModelFolder.Open(path);
        _bundle = withWeights && _folder.HasVariables ? TensorBundleReader.Open(_folder.VariablesPrefix) : null;
        _objects = ObjectGraph.Read(_folder, _bundle);
        Traces = CallTraces.Read(_objects) ?? new CallTraces(false, []);
        Variables = new VariableStore(_folder.VariablesPrefix, _bundle, options);
    }

    public CallTraces Traces { get; }

    public VariableStore Variables { get; }

    public ImportedGraph Import(CallTrace trace) => Import(trace.FunctionName);

    public ImportedGraph Import(string function) =>
        GraphImporter.Import("saved_model.pb", _folder.MetaGraph, function, id => ($"{_objects.Message.Nodes[id].Variable.Name} ({id})", _objects.CheckpointKeyOf(id)));

    /// <summary>The function in the library whose name begins so, with this many arguments of its own.</summary>
    public string Function(string prefix, Func<string, bool> accept) =>
        _folder.MetaGraph.ObjectGraphDef.ConcreteFunctions.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).First(accept);

    public GraphExecutor Executor(CallTrace trace) => new(Import(trace), Variables);

    public void Dispose()
    {
        Variables.Dispose();
        _bundle?.Dispose();
    }
}
