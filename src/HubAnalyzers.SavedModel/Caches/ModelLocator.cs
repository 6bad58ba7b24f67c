using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>Finds a model's folder on this machine: a path, a folder of models, or the caches that Python's libraries fill.</summary>
/// <remarks>Compiled into the build task as well: no more than netstandard2.0.</remarks>
public static class ModelLocator
{
    /// <summary>The environment variable with folders of models, separated as in PATH.</summary>
    public const string FoldersVariable = "HUBANALYZERS_MODELS";

    /// <summary>The folder of a model.</summary>
    /// <param name="handleOrPath">A handle, or the path of a model's folder.</param>
    /// <param name="searchFolders">Folders that may hold it under its local handle; looked at first.</param>
    /// <param name="environment">Reads an environment variable; the process's own where null.</param>
    /// <exception cref="HubModelFormatException">It is nowhere; the message lists the places.</exception>
    public static string Find(string handleOrPath, IEnumerable<string>? searchFolders = null, Func<string, string?>? environment = null)
    {
        var handle = HubHandle.Parse(handleOrPath);
        if (!handle.IsRemote)
        {
            return FindLocal(handleOrPath, searchFolders ?? [], environment ?? Environment.GetEnvironmentVariable);
        }

        if (WordsOf(handle.Artefact) is { } other)
        {
            throw new HubModelFormatException(handleOrPath, $"it is {other}, not a SavedModel", "use the handle of the model that it was made from");
        }

        var caches = CacheFolders.OfThisMachine(environment);
        if (caches.Find(handle) is not { } folder)
        {
            // A path that only looks like a handle of Kaggle's.
            return File.Exists(handleOrPath) || Directory.Exists(handleOrPath)
                ? handleOrPath
                : throw new HubModelFormatException(handleOrPath, "the model is not on this machine; looked in " + string.Join(", ", caches.PlacesOf(handle).DefaultIfEmpty(caches.Kaggle)), $"run 'dotnet hub pull {handleOrPath}', or give the path of its folder");
        }

        return File.Exists(Path.Combine(folder, "saved_model.pb"))
            ? folder
            : throw new HubModelFormatException(folder, "it holds no saved_model.pb", $"remove the folder and run 'dotnet hub pull {handleOrPath}'");
    }

    private static string FindLocal(string path, IEnumerable<string> searchFolders, Func<string, string?> environment)
    {
        if (File.Exists(path))
        {
            throw new HubModelFormatException(path, "it is a file, not a model's folder", "give the path of the folder that holds saved_model.pb");
        }

        var named = (environment(FoldersVariable) ?? "").Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries);
        var places = searchFolders.Concat(named).Select(folder => Path.Combine(folder, path)).Prepend(path).ToList();
        return places.FirstOrDefault(static place => File.Exists(Path.Combine(place, "saved_model.pb")))
            ?? throw new HubModelFormatException(path, "no saved_model.pb is there; looked in " + string.Join(", ", places), "give the path of the folder that holds saved_model.pb, or download the model first");
    }

    private static string? WordsOf(HubArtefact artefact) => artefact switch
    {
        HubArtefact.TensorFlowJs => Rulebook.TensorFlowJsArtefact,
        HubArtefact.Lite => Rulebook.LiteArtefact,
        HubArtefact.Coral => Rulebook.CoralArtefact,
        HubArtefact.Other => "a model of another framework",
        _ => null,
    };
}
