using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// A model's page in the form in which publishers wrote it for tfhub.dev: a first line <c># Module PUBLISHER/NAME/VERSION</c>, then
/// text with metadata in lines of their own, <c>&lt;!-- fine-tunable: true --&gt;</c>. What it says is the publisher's claim.
/// </summary>
public sealed class ModelCard
{
    private const long LargestCard = 4 << 20;
    private const string Remedy = "give a model's page in the markdown of tfhub.dev";

    private ModelCard(string name, bool? fineTunable, string? format)
    {
        Name = name;
        FineTunable = fineTunable;
        Format = format;
    }

    /// <summary>Whose page it is: <c>PUBLISHER/NAME/VERSION</c>.</summary>
    public string Name { get; }

    /// <summary>The tag <c>fine-tunable</c>; null where the page has none.</summary>
    public bool? FineTunable { get; }

    /// <summary>The tag <c>format</c>: <c>hub</c>, <c>saved_model</c> or <c>saved_model_2</c>; null where the page has none.</summary>
    public string? Format { get; }

    /// <summary>The page that lies beside a cached model.</summary>
    public static string PathBeside(string folder) => Path.TrimEndingDirectorySeparator(folder) + ".card.md";

    /// <summary>Reads a page.</summary>
    /// <exception cref="HubModelFormatException">The file is missing, or no page of a model.</exception>
    public static ModelCard Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestCard } file)
            {
                throw new HubModelFormatException(path, $"{file.Length} bytes are more than a model's page has", Remedy);
            }

            return Parse(File.ReadAllText(path, Encoding.UTF8), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(path, e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : "it cannot be read: " + e.Message, Remedy, e);
        }
    }

    /// <summary>Reads a page from memory.</summary>
    /// <param name="text">The markdown.</param>
    /// <param name="path">What errors call it.</param>
    /// <exception cref="HubModelFormatException">The text is no page of a model.</exception>
    public static ModelCard Parse(string text, string path)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var first = lines.FirstOrDefault(static l => l.Trim().Length > 0)?.Trim() ?? "";
        string[] kinds = ["# Module ", "# Placeholder ", "# Tfjs ", "# Lite ", "# Coral "];
        var kind = kinds.FirstOrDefault(k => first.StartsWith(k, StringComparison.Ordinal))
            ?? throw new HubModelFormatException(path, "its first line is not '# Module PUBLISHER/NAME/VERSION'", Remedy);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Tag(lines[i]) is not var (key, value) || key is not ("fine-tunable" or "format"))
            {
                continue;
            }

            if (tags.TryGetValue(key, out var before) && before != value)
            {
                throw new HubModelFormatException($"{path}({i + 1})", $"'{key}' is '{value}' here and '{before}' before", "leave one of them");
            }

            if (key == "fine-tunable" && value is not ("true" or "false"))
            {
                throw new HubModelFormatException($"{path}({i + 1})", $"'fine-tunable' is '{value}', neither true nor false", "correct the page");
            }

            tags[key] = value;
        }

        return new ModelCard(
            first[kind.Length..].Trim(),
            tags.TryGetValue("fine-tunable", out var fineTunable) ? fineTunable == "true" : null,
            tags.GetValueOrDefault("format"));
    }

    /// <summary>Whether the page says another format than the bytes have; one that the page does not say contradicts nothing.</summary>
    public bool Contradicts(HubModelFormat format) => Format is { } said && said != format switch
    {
        HubModelFormat.Tf1Hub => "hub",
        HubModelFormat.SavedModel1 => "saved_model",
        _ => "saved_model_2",
    };

    /// <summary>Whether the page is of the model with a handle. A handle without a version is of any version; a local name is never contradicted.</summary>
    public bool IsOf(HubHandle handle)
    {
        if (handle.Host != HubHost.TfHub)
        {
            return true;
        }

        var model = handle.Publisher + "/" + handle.Name;
        return handle.Version is { } version
            ? string.Equals(Name, model + "/" + version, StringComparison.Ordinal)
            : Name.StartsWith(model + "/", StringComparison.Ordinal) || Name == model;
    }

    private static (string Key, string Value)? Tag(string line)
    {
        if (!line.StartsWith("<!--", StringComparison.Ordinal) || !line.TrimEnd().EndsWith("-->", StringComparison.Ordinal))
        {
            return null;
        }

        if (line.TrimEnd().Length < 7)
        {
            return null;
        }

        var inner = line.TrimEnd()[4..^3];
        var colon = inner.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (inner[..colon].Trim(), inner[(colon + 1)..].Trim()) : null;
    }
}
