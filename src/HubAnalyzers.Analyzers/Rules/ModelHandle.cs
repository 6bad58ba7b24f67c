using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>What a remote handle says of itself; the rules' part of the tool's <c>HubHandle</c>, without regular expressions.</summary>
internal sealed class ModelHandle
{
    private const string TfHub = "https://tfhub.dev/";
    private static readonly string[] _kaggle = ["https://www.kaggle.com/models/", "https://kaggle.com/models/"];

    /// <summary>The models that nobody had moved to Kaggle when tfhub.dev was closed, without their versions (README of tensorflow/hub).</summary>
    private static readonly HashSet<string> _deleted = new(
        [
            "inaturalist/vision/embedder/inaturalist_V2",
            "silero/silero-stt/de",
            "silero/silero-stt/en",
            "silero/silero-stt/es",
            "svampeatlas/vision/classifier/fungi_mobile_V1",
            "svampeatlas/vision/embedder/fungi_V2",
            .. Enumerable.Range(1, 10).Select(static i => "nvidia/unet/industrial/class_" + i),
        ],
        StringComparer.Ordinal);

    private ModelHandle(string text, bool hasVersion, string? otherArtefact)
    {
        Text = text;
        HasVersion = hasVersion;
        OtherArtefact = otherArtefact;
    }

    public string Text { get; }

    public bool HasVersion { get; }

    /// <summary>What it is where it is no SavedModel that can be loaded; one of the rulebook's words.</summary>
    public string? OtherArtefact { get; }

    /// <summary>Reads a handle; null where the text is a path or a local name.</summary>
    public static ModelHandle? Parse(string text)
    {
        if (text.StartsWith(TfHub, StringComparison.Ordinal))
        {
            return OfTfHub(text, text.Substring(TfHub.Length));
        }

        foreach (var prefix in _kaggle)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return OfKaggle(text, text.Substring(prefix.Length).Split('/'));
            }
        }

        return null;
    }

    // publisher/[tfjs-model|lite-model|coral-model/]name[/version]
    private static ModelHandle? OfTfHub(string text, string path)
    {
        var query = path.IndexOf('?');
        var parts = (query < 0 ? path : path.Substring(0, query)).TrimEnd('/').Split('/');
        if (parts.Length < 2)
        {
            return null;
        }

        var hasVersion = parts.Length > 2 && IsNumber(parts[parts.Length - 1]);
        var name = string.Join("/", hasVersion ? parts.Take(parts.Length - 1) : parts);
        return new ModelHandle(text, hasVersion, (parts[0], parts[1]) switch
        {
            ("tfjs-model", _) or (_, "tfjs-model") => Rulebook.TensorFlowJsArtefact,
            ("lite-model", _) or (_, "lite-model") => Rulebook.LiteArtefact,
            ("coral-model", _) or (_, "coral-model") => Rulebook.CoralArtefact,
            _ => _deleted.Contains(name) ? Rulebook.DeletedArtefact : null,
        });
    }

    // owner/model/[frameworks/]framework/[variations/]variation[/[versions/]version]
    private static ModelHandle? OfKaggle(string text, string[] parts)
    {
        var words = parts.Where(static p => p is not ("frameworks" or "variations" or "versions" or "")).ToList();
        if (words.Count < 4)
        {
            return null;
        }

        return new ModelHandle(text, words.Count > 4 && IsNumber(words[4]), words[2].ToLowerInvariant() switch
        {
            "tfjs" => Rulebook.TensorFlowJsArtefact,
            "tflite" => Rulebook.LiteArtefact,
            "coral" => Rulebook.CoralArtefact,
            _ => null,
        });
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(static c => c is >= '0' and <= '9');
}
