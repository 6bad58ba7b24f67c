using System.CommandLine;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Commands;

/// <summary>The argument that names a model, and how it is found and inspected.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create() => new("model")
    {
        Description = "The folder that holds saved_model.pb, or a handle whose model is in a cache on this machine.",
    };

    public static Option<string?> Handle() => new("--handle")
    {
        Description = "The handle the model is loaded by, where it was inspected from a plain folder.",
    };

    /// <summary>Facts from the bytes. A handle stays the model's handle; a folder gives it its name.</summary>
    public static HubModelInfo Inspect(string model, string? handle) =>
        ModelInspector.Inspect(ModelLocator.Find(model), handle ?? (HubHandle.Parse(model).IsRemote ? model : null));
}
