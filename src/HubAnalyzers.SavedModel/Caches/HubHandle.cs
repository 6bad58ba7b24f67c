using System;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>A model's handle and what it says: publisher, name, version. Never normalised: the cache's folder is a hash of the text as written.</summary>
/// <remarks>Compiled into the build task as well: no more than netstandard2.0.</remarks>
public sealed record HubHandle
{
    private static readonly string[] _kaggleRoots = ["https://www.kaggle.com/models/", "https://kaggle.com/models/", "https://www.kaggle.com/api/v1/models/"];
    private const string TfHubRoot = "https://tfhub.dev/";

    private HubHandle(string handle, HubHost host, string? publisher, string name, string? version)
    {
        Handle = handle;
        Host = host;
        Publisher = publisher;
        Name = name;
        Version = version;
    }

    /// <summary>The handle as written.</summary>
    public string Handle { get; }

    /// <summary>Where it leads to.</summary>
    public HubHost Host { get; }

    /// <summary>Who published it; null for a local model.</summary>
    public string? Publisher { get; }

    /// <summary>The model's name, without publisher and version.</summary>
    public string Name { get; }

    /// <summary>The version; null where the handle names none.</summary>
    public string? Version { get; }

    /// <summary>What the handle stands for.</summary>
    public HubArtefact Artefact { get; private init; }

    /// <summary>On Kaggle, the model that the variation belongs to.</summary>
    public string? KaggleModel { get; private init; }

    /// <summary>On Kaggle, the framework as written: <c>tensorFlow2</c> and <c>TensorFlow2</c> are one to Kaggle, but two folders in its cache.</summary>
    public string? KaggleFramework { get; private init; }

    /// <summary>On Kaggle, the variation.</summary>
    public string? KaggleVariation { get; private init; }

    /// <summary>Whether the handle is an address on tfhub.dev or Kaggle.</summary>
    public bool IsRemote => Host != HubHost.Local;

    /// <summary>The model's page; null for a local model.</summary>
    public string? Page => Host switch
    {
        HubHost.TfHub => Handle.Split('?')[0].TrimEnd('/'),
        HubHost.Kaggle => $"https://www.kaggle.com/models/{Publisher}/{KaggleModel}/{KaggleFramework}/{KaggleVariation}" + (Version is null ? "" : "/" + Version),
        _ => null,
    };

    /// <summary>
    /// Reads a handle: <c>https://tfhub.dev/PUBLISHER/NAME[/VERSION]</c>, <c>https://www.kaggle.com/models/OWNER/MODEL/FRAMEWORK/VARIATION[/VERSION]</c>
    /// (also as the site spells it, with <c>frameworks/</c>, <c>variations/</c>, <c>versions/</c>, and as kagglehub does, without the site),
    /// or a local name with an optional version.
    /// </summary>
    public static HubHandle Parse(string handle)
    {
        if (handle is null)
        {
            throw new ArgumentNullException(nameof(handle));
        }

        // A query chooses the form of the download, never the model.
        var text = handle.Split('?')[0].TrimEnd('/');
        return (text.StartsWith(TfHubRoot, StringComparison.Ordinal) ? TfHub(handle, text.Substring(TfHubRoot.Length)) : Kaggle(handle, text)) ?? Local(handle);
    }

    private static HubHandle? TfHub(string handle, string path)
    {
        var parts = path.Split('/').ToList();
        var publisher = parts[0];
        parts.RemoveAt(0);
        string? version = null;
        if (parts.Count > 1 && IsVersion(parts[parts.Count - 1]))
        {
            version = parts[parts.Count - 1];
            parts.RemoveAt(parts.Count - 1);
        }

        if (!IsPublisher(publisher) || parts.Count == 0 || !parts.All(IsNamePart))
        {
            return null;
        }

        return new HubHandle(handle, HubHost.TfHub, publisher, string.Join("/", parts), version)
        {
            Artefact = parts[0] switch
            {
                "tfjs-model" => HubArtefact.TensorFlowJs,
                "lite-model" => HubArtefact.Lite,
                "coral-model" => HubArtefact.Coral,
                _ => HubArtefact.SavedModel,
            },
        };
    }

    private static HubHandle? Kaggle(string handle, string text)
    {
        var root = _kaggleRoots.FirstOrDefault(r => text.StartsWith(r, StringComparison.Ordinal));
        var parts = text.Substring(root?.Length ?? 0).Split('/').ToList();
        if (root is not null)
        {
            Drop(parts, 2, "frameworks");
            Drop(parts, 3, "variations");
            Drop(parts, 4, "versions");
        }

        // Without the site in front only a framework's name tells such a handle from a path.
        if (parts.Count is not (4 or 5) || !parts.All(IsNamePart) || (parts.Count == 5 && !IsVersion(parts[4])) || (root is null && FrameworkOf(parts[2]) is null))
        {
            return null;
        }

        return new HubHandle(handle, HubHost.Kaggle, parts[0], parts[1] + "/" + parts[3], parts.Count == 5 ? parts[4] : null)
        {
            KaggleModel = parts[1],
            KaggleFramework = parts[2],
            KaggleVariation = parts[3],
            Artefact = FrameworkOf(parts[2]) ?? HubArtefact.Other,
        };
    }

    private static HubHandle Local(string handle)
    {
        var slash = handle.LastIndexOf('/');
        return slash > 0 && IsVersion(handle.Substring(slash + 1))
            ? new HubHandle(handle, HubHost.Local, null, handle.Substring(0, slash), handle.Substring(slash + 1))
            : new HubHandle(handle, HubHost.Local, null, handle, null);
    }

    private static void Drop(System.Collections.Generic.List<string> parts, int index, string word)
    {
        if (parts.Count > index && parts[index] == word)
        {
            parts.RemoveAt(index);
        }
    }

    private static HubArtefact? FrameworkOf(string framework) => framework.ToLowerInvariant() switch
    {
        "tensorflow1" or "tensorflow2" => HubArtefact.SavedModel,
        "tfjs" => HubArtefact.TensorFlowJs,
        "tflite" => HubArtefact.Lite,
        "coral" => HubArtefact.Coral,
        "keras" or "pytorch" or "jax" or "flax" or "transformers" => HubArtefact.Other,
        _ => null,
    };

    private static bool IsPublisher(string text) => text.Length > 0 && text.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static bool IsNamePart(string text) => text.Length > 0 && text is not ("." or "..") && text.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-');

    private static bool IsVersion(string text) => text.Length > 0 && text.All(static c => c is >= '0' and <= '9');
}
