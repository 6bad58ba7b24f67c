using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <content>What is written of a model.</content>
public partial class HubModel
{
    private IReadOnlyList<string>? _labels;

    /// <summary>The folder that it was loaded from, which nothing may be written into.</summary>
    internal string Folder => _folder.Path;

    /// <summary>
    /// Writes the model with its present weights as a SavedModel: every file and every byte that did not change is the original's. Also
    /// where <see cref="HubLoadOptions.Output"/> chose what its call gives here, what is written is the whole model, with its own call.
    /// </summary>
    /// <param name="folder">Where to; not the model's own folder.</param>
    /// <param name="overwrite">Whether a SavedModel that is there is replaced, when the new one is whole; else it is refused. A folder of anything else always is.</param>
    /// <exception cref="HubExportException">A weight is no number since the model was loaded; the message names its variable.</exception>
    /// <exception cref="IOException">The folder is not empty and <paramref name="overwrite"/> is false or it holds more than a SavedModel, or it cannot be written. Nothing is left half written.</exception>
    public void Export(string folder, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        RequireAlive();
        RequireNumbersToExport();
        var changed = ChangedVariables();
        SavedModelExport.Write(_folder.Path, folder, changed.Keys, (key, stream) => changed[key].Write(stream), overwrite);
    }

    /// <summary>
    /// Writes the model with a head on what its call gives as one SavedModel. Its <c>__call__</c> gives the head's <c>logits</c>, or
    /// <c>values</c> for a <see cref="RegressionHead"/>; <c>serving_default</c> gives <c>probabilities</c> as well. The old root is the
    /// child <c>backbone</c>, and its signatures are there as <c>backbone_NAME</c>. The head's variables are among the trainable ones.
    /// </summary>
    /// <param name="folder">Where to; not the model's own folder.</param>
    /// <param name="head">The head.</param>
    /// <param name="labels">What the outputs are called, each without line breaks; they go into <c>assets/labels.txt</c>. Null leaves them out.</param>
    /// <param name="overwrite">Whether a SavedModel that is there is replaced, when the new one is whole; else it is refused. A folder of anything else always is.</param>
    /// <exception cref="ArgumentException">The head does not fit the model, or the labels do not fit the head.</exception>
    /// <exception cref="HubExportException">The head is a module of the user's own, the model has not the form that a head can be added to, or a weight is no number since the model was loaded.</exception>
    /// <exception cref="HubModelFormatException">The model's weights are not all there.</exception>
    /// <exception cref="IOException">The folder is not empty and <paramref name="overwrite"/> is false or it holds more than a SavedModel, or it cannot be written. Nothing is left half written.</exception>
    public void Export(string folder, Head head, IReadOnlyList<string>? labels = null, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        RequireAlive();
        var form = FormOf(head, labels);
        if (labels?.FirstOrDefault(static l => l.AsSpan().IndexOfAny('\r', '\n') >= 0) is { } broken)
        {
            throw new ArgumentException($"The label '{broken.ReplaceLineEndings(" ")}' has a line break; the file of labels has one in a line.", nameof(labels));
        }

        var addition = HeadSavedModel.Of(_folder, form, labels);
        var changed = ChangedVariables();
        SavedModelExport.Write(_folder.Path, folder, changed.Keys, (key, stream) => changed[key].Write(stream), overwrite, addition);
    }

    /// <summary>
    /// The names of the classes that the first output scores: the asset <c>labels</c>, which an export with a head writes. Null where the
    /// model has none, or was loaded to give features.
    /// </summary>
    public IReadOnlyList<string>? Labels => Output == OutputKind.Features ? null : _labels ??= ModelLabels.Read(_folder, Facts.Interface);

    /// <summary>What the outputs of a head mean that an export put on the model; null where none did.</summary>
    internal HeadMeaning? ExportedHead => ModelHead.Read(_folder);

    /// <summary>
    /// Writes the model's call for inference, with its present weights, as an ONNX model of opset 17. Inputs and outputs have the names
    /// that <see cref="Facts"/> lists and TensorFlow's layout; the batch may have any size where the call takes any. Weights of more
    /// than 1.5 GB go into <c>FILE.data</c> beside it. Where <see cref="HubLoadOptions.Output"/> chose what the call gives, it is written as
    /// far as that.
    /// </summary>
    /// <param name="file">Where to, usually <c>NAME.onnx</c>; not in the model's own folder.</param>
    /// <param name="overwrite">Whether a file that is there is replaced; else it is refused. It is replaced only when the new one is whole.</param>
    /// <exception cref="HubExportException">A weight is no number since the model was loaded; the message names its variable.</exception>
    /// <exception cref="HubUnsupportedOpException">The call holds operations that have no ONNX form here; the message names them all.</exception>
    /// <exception cref="IOException">The file is there and <paramref name="overwrite"/> is false, or it cannot be written. Nothing is left half written.</exception>
    public void ExportOnnx(string file, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        RequireAlive();
        RequireNumbersToExport();
        OnnxExport.Write(InterfaceNames.Of(_call.Graphs.Inference, Facts.Interface), _call.Store, _folder.Path, file, labels: null, overwrite);
    }

    /// <summary>
    /// Writes the model with a head on what its call gives as an ONNX model of opset 17, as <see cref="ExportOnnx(string, bool)"/> does. Its
    /// one output is <c>logits</c>, or <c>values</c> for a <see cref="RegressionHead"/>.
    /// </summary>
    /// <param name="file">Where to, usually <c>NAME.onnx</c>; not in the model's own folder.</param>
    /// <param name="head">The head.</param>
    /// <param name="labels">What the outputs are called; they go into the model's metadata under <c>labels</c>, as a JSON list. Null leaves them out.</param>
    /// <param name="overwrite">Whether a file that is there is replaced; else it is refused. It is replaced only when the new one is whole.</param>
    /// <exception cref="ArgumentException">The head does not fit the model, or there are not as many labels as outputs.</exception>
    /// <exception cref="HubExportException">The head is a module of the user's own, or a weight is no number since the model was loaded.</exception>
    /// <exception cref="HubUnsupportedOpException">The call holds operations that have no ONNX form here; the message names them all.</exception>
    /// <exception cref="IOException">The file is there and <paramref name="overwrite"/> is false, or it cannot be written. Nothing is left half written.</exception>
    public void ExportOnnx(string file, Head head, IReadOnlyList<string>? labels = null, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        RequireAlive();
        var form = FormOf(head, labels);
        var graph = InterfaceNames.Of(_call.Graphs.Inference, Facts.Interface);
        OnnxExport.Write(HeadGraph.Append(graph, form), _call.Store, _folder.Path, file, labels, overwrite);
    }

    /// <summary>The variables whose value is in memory, which may differ from the checkpoint's, by their keys.</summary>
    private Dictionary<string, HubVariable> ChangedVariables() =>
        Variables.Where(static v => v.WasRead && v.Facts.CheckpointKey.Length > 0).ToDictionary(static v => v.Facts.CheckpointKey, StringComparer.Ordinal);

    /// <summary>
    /// What training or the program made no number of must not be handed on as a model. A value that the model's own file holds so already
    /// (an infinity as a mask, say) is the publisher's, and is copied like any other.
    /// </summary>
    private void RequireNumbersToExport()
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var variable in Variables.Where(static v => v.WasRead))
        {
            var value = variable.Own.detach();
            if (value.is_floating_point() && !value.isfinite().all().ToBoolean() && !IsInFile(variable.Name, value))
            {
                throw NoNumbers($"the variable '{variable.Name}'");
            }
        }
    }

    /// <summary>Whether the checkpoint has no number either, wherever a value has none.</summary>
    private bool IsInFile(string name, torch.Tensor value)
    {
        var described = _call.Store.Describe(name);
        if (described.CheckpointKey is not { } key || !_folder.HasVariables)
        {
            return false;
        }

        using var bundle = TensorBundleReader.Open(_folder.VariablesPrefix);
        using var store = new VariableStore(_folder.VariablesPrefix, bundle);
        store.Add([described]);
        return bundle.TryGetEntry(key, out _) && value.cpu().isfinite().logical_or(store[name].isfinite().logical_not()).all().ToBoolean();
    }

    private static HubExportException NoNumbers(string what) =>
        new($"{what} holds values that are not finite numbers, which no export is of use with; load the model again, or go back to a checkpoint");

    /// <summary>A head as it is written, when it fits.</summary>
    private HeadForm FormOf(Head head, IReadOnlyList<string>? labels)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (Head.FeaturesOf(this) is var features && features != head.Features)
        {
            throw new ArgumentException($"The head takes {head.Features} features, '{Facts.Name}' gives {features}.", nameof(head));
        }

        RequireNumbersToExport();
        var form = head.ToExport();
        if (form.Layers.FirstOrDefault(static l => !l.Kernel.Concat(l.Bias).All(float.IsFinite)) is { } layer)
        {
            throw NoNumbers($"the layer '{layer.Scope}' of the head");
        }

        return labels is null || labels.Count == form.Outputs
            ? form
            : throw new ArgumentException($"There are {labels.Count} labels, the head has {form.Outputs} outputs.", nameof(labels));
    }
}
