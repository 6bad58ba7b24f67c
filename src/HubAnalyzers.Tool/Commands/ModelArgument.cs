using System;
using System.CommandLine;
using System.IO;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary>The argument that names a model, and how it is found and inspected.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create(string name = "model") => new(name)
    {
        Description = "A folder that holds saved_model.pb, a .tar.gz of one, or a handle whose model is in a cache on this machine.",
    };

    public static Argument<string> CreateOrManifest(string name = "model") => new(name)
    {
        Description = "A manifest, a folder that holds saved_model.pb, a .tar.gz of one, or a handle whose model is in a cache on this machine.",
    };

    public static Option<string?> Handle() => new("--handle")
    {
        Description = "The handle the model is loaded by, where it was inspected from a plain folder.",
    };

    public static Option<string?> Card() => new("--card")
    {
        Description = "The model's page in the markdown of tfhub.dev: its claim is compared with the bytes.",
        HelpName = "file",
    };

    /// <summary>Facts from a manifest or from the bytes.</summary>
    public static HubModelInfo Read(string source, ToolConsole console) =>
        source.EndsWith(ManifestFile.Extension, StringComparison.OrdinalIgnoreCase) ? ManifestFile.Read(source) : Inspect(source, null, null, console);

    /// <summary>Facts from the bytes. A handle stays the model's handle; a folder or archive gives it its name.</summary>
    public static HubModelInfo Inspect(string model, string? handle, string? card, ToolConsole console)
    {
        if (ModelArchive.IsArchive(model))
        {
            using var unpacked = UnpackedModel.Open(model);
            return Claim(unpacked.Use(folder => ModelInspector.Inspect(folder, handle ?? unpacked.Name)), card, console);
        }

        var found = ModelLocator.Find(model, environment: console.Environment);
        var info = ModelInspector.Inspect(found, handle ?? (HubHandle.Parse(model).IsRemote && found != model ? model : null));
        return Claim(info, card ?? (ModelCard.PathBeside(found) is var beside && File.Exists(beside) ? beside : null), console);
    }

    private static HubModelInfo Claim(HubModelInfo info, string? path, ToolConsole console)
    {
        if (path is null)
        {
            return info;
        }

        var card = ModelCard.Read(path);
        if (!card.IsOf(HubHandle.Parse(info.Handle)))
        {
            throw new HubModelFormatException(path, $"it is the page of '{card.Name}', not of {info.Handle}", "give the page of this model and version");
        }

        if (card.Contradicts(info.Format))
        {
            console.Error.WriteLine(PlainText.OneLine($"{path}: the page says format {card.Format}, but the bytes are {Words.Of(info.Format)}"));
        }

        return info.With(card.FineTunable, info.Aliases);
    }
}
