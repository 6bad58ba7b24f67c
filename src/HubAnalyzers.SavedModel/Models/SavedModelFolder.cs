using System;
using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel;

/// <summary>A model's folder: <c>saved_model.pb</c> parsed, the other files by name. Nothing outside the folder is ever opened.</summary>
public sealed class SavedModelFolder
{
    /// <summary>Protobuf itself allows no message of 2 GiB; no known model comes near this.</summary>
    private const long LargestMessage = 1L << 30;

    private SavedModelFolder(string path, Wire.SavedModel message, Wire.Keras.SavedMetadata? kerasMetadata, bool isTf1Hub)
    {
        Path = path;
        Message = message;
        KerasMetadata = kerasMetadata;
        IsTf1Hub = isTf1Hub;
        MetaGraph = message.MetaGraphs.FirstOrDefault(static m => m.MetaInfoDef?.Tags.Contains("serve") == true)
            ?? message.MetaGraphs.FirstOrDefault(static m => m.MetaInfoDef is null or { Tags.Count: 0 })
            ?? message.MetaGraphs[0];
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Whether the folder holds a TF1 Hub module.</summary>
    public bool IsTf1Hub { get; }

    /// <summary>The path of the variables' bundle without <c>.index</c>.</summary>
    public string VariablesPrefix => ResolveFile("variables/variables");

    internal Wire.SavedModel Message { get; }

    /// <summary>The meta graph tagged <c>serve</c>; else the one without tags, which is a Hub module's for inference; else the first.</summary>
    internal MetaGraphDef MetaGraph { get; }

    /// <summary>The content of <c>keras_metadata.pb</c>, where the model has one.</summary>
    internal Wire.Keras.SavedMetadata? KerasMetadata { get; }

    /// <summary>How TensorFlow 2 would load it: an object graph counts only where it is the one of a single meta graph.</summary>
    internal HubModelFormat Format => IsTf1Hub
        ? HubModelFormat.Tf1Hub
        : Message.MetaGraphs.Count == 1 && MetaGraph.ObjectGraphDef is { Nodes.Count: > 0 } ? HubModelFormat.SavedModel2 : HubModelFormat.SavedModel1;

    /// <summary>The path of <c>saved_model.pb</c>.</summary>
    internal string ModelFile => ResolveFile("saved_model.pb");

    /// <summary>Whether the model has a bundle of variables.</summary>
    internal bool HasVariables => File.Exists(VariablesPrefix + ".index");

    /// <summary>Opens a model's folder.</summary>
    /// <exception cref="HubModelFormatException">The folder or <c>saved_model.pb</c> is missing, or the file is damaged.</exception>
    public static SavedModelFolder Open(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(full))
        {
            throw new HubModelFormatException(path, File.Exists(full) ? "it is a file, not a model's folder" : "there is no such folder", "give the folder that holds saved_model.pb");
        }

        var file = System.IO.Path.Combine(full, "saved_model.pb");
        if (!File.Exists(file))
        {
            throw new HubModelFormatException(file, "it does not exist", "give the folder that holds saved_model.pb");
        }

        ModelLinks.Refuse(full);
        var message = Read(file, static bytes => SavedModelMessage.Parse(bytes));
        if (message.MetaGraphs.Count == 0)
        {
            throw new HubModelFormatException(file, "it holds no meta graph", "fetch the model again");
        }

        var keras = System.IO.Path.Combine(full, "keras_metadata.pb");
        return new SavedModelFolder(
            full,
            message,
            File.Exists(keras) ? Read(keras, static bytes => Wire.Keras.SavedMetadata.Parser.ParseFrom(bytes)) : null,
            File.Exists(System.IO.Path.Combine(full, "tfhub_module.pb")));
    }

    /// <summary>The folder with another message in the place of its <c>saved_model.pb</c>, as if that said so.</summary>
    internal SavedModelFolder With(Wire.SavedModel message) => new(Path, message, KerasMetadata, IsTf1Hub);

    /// <summary>The full path of a file of the model.</summary>
    /// <param name="relative">The path below the folder, with forward slashes.</param>
    /// <exception cref="HubModelFormatException">The path leads out of the folder.</exception>
    public string ResolveFile(string relative)
    {
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative));
        return full.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new HubModelFormatException(Path, $"the file name '{relative}' leads out of the model's folder", "do not use this model: it was made to do harm");
    }

    private static T Read<T>(string file, Func<byte[], T> parse)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length > LargestMessage)
            {
                throw new HubModelFormatException(file, $"{stream.Length} bytes are more than such a file may have ({LargestMessage})", "check where the model is from");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return parse(bytes);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new HubModelFormatException(file, "it is truncated or damaged: " + e.Message.ReplaceLineEndings(" "), "fetch the model again", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(file, "it cannot be read: " + e.Message, "check its permissions", e);
        }
    }
}
