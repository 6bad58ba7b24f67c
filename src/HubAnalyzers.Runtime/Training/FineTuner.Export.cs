using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <content>What is written of model and head.</content>
public sealed partial class FineTuner
{
    /// <summary>
    /// Writes model and head as one SavedModel, as <see cref="HubModel.Export(string, Head, IReadOnlyList{string}, bool)"/> does, with the
    /// names of the classes that were last trained on.
    /// </summary>
    /// <param name="folder">Where to; not the model's own folder.</param>
    /// <param name="overwrite">Whether a SavedModel that is there is replaced; else it is refused. A folder of anything else always is.</param>
    /// <exception cref="HubExportException">The head is a module of the user's own, or the model has not the form that a head can be added to.</exception>
    /// <exception cref="System.IO.IOException">The folder is not empty and <paramref name="overwrite"/> is false or it holds more than a SavedModel, or it cannot be written.</exception>
    public void Export(string folder, bool overwrite = false) => _model.Export(folder, _head, _names, overwrite);

    /// <summary>
    /// Writes model and head as one ONNX model, as <see cref="HubModel.ExportOnnx(string, Head, IReadOnlyList{string}, bool)"/> does, with
    /// the names of the classes that were last trained on.
    /// </summary>
    /// <param name="file">Where to, usually <c>NAME.onnx</c>.</param>
    /// <param name="overwrite">Whether a file that is there is replaced; else it is refused.</param>
    /// <exception cref="HubExportException">The head is a module of the user's own.</exception>
    /// <exception cref="HubUnsupportedOpException">The call holds operations that have no ONNX form here; the message names them all.</exception>
    /// <exception cref="System.IO.IOException">The file is there and <paramref name="overwrite"/> is false, or it cannot be written.</exception>
    public void ExportOnnx(string file, bool overwrite = false) => _model.ExportOnnx(file, _head, _names, overwrite);
}
