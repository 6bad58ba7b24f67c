using System;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Pages;
using Microsoft.Build.Framework;

namespace HubAnalyzers.BuildTasks;

/// <summary>The build's step that holds manifests against the models on this machine, and reports HUB0091 where one differs.</summary>
public sealed class VerifyHubModels : ITask
{
    private const string CannotCompare = "HUBBUILD05";

    /// <summary>The manifests' full paths.</summary>
    [Required]
    public string[] Manifests { get; set; } = [];

    /// <summary>The file that keeps the answers from build to build.</summary>
    [Required]
    public string StampFile { get; set; } = "";

    /// <summary>How a difference is reported: <c>error</c>, <c>warning</c> or <c>message</c>.</summary>
    [Required]
    public string Severity { get; set; } = "";

    /// <summary>Folders that may hold models under their local handles.</summary>
    public string[] ModelFolders { get; set; } = [];

    public IBuildEngine BuildEngine { get; set; } = null!;

    public ITaskHost HostObject { get; set; } = null!;

    internal Func<string, string?> ReadEnvironment { get; set; } = Environment.GetEnvironmentVariable;

    private bool IsError => Severity == "error";

    public bool Execute()
    {
        var agree = true;
        var stamp = Stamp.Load(StampFile);
        var verifier = new ModelVerifier(ModelFolders, ReadEnvironment, stamp, Note);
        foreach (var manifest in Manifests.Distinct(StringComparer.Ordinal).Where(File.Exists))
        {
            agree &= Verify(verifier, manifest);
        }

        stamp.Save();
        return agree || !IsError;
    }

    private bool Verify(ModelVerifier verifier, string manifest)
    {
        try
        {
            if (verifier.Verify(manifest) is not { Differences.Count: > 0 } model)
            {
                return true;
            }

            Report(Rulebook.ManifestDrift, manifest, model.Digest, Rulebook.Say(Rulebook.ManifestDriftMessage, model.Handle, model.Folder, string.Join(", ", model.Differences)), Rulebook.HelpLink(Rulebook.ManifestDrift));
        }
        catch (Exception e) when (e is HubModelFormatException or IOException or UnauthorizedAccessException)
        {
            Report(CannotCompare, manifest, default, "The manifest cannot be compared with its model: " + e.Message, null);
        }

        return false;
    }

    private void Report(string code, string file, TextPlace place, string message, string? helpLink)
    {
        var line = OneLine.Of(message);
        if (IsError)
        {
            BuildEngine.LogErrorEvent(new BuildErrorEventArgs(null, code, file, place.Line, place.Column, 0, 0, line, null, nameof(VerifyHubModels), helpLink, DateTime.UtcNow, null));
        }
        else if (Severity == "warning")
        {
            BuildEngine.LogWarningEvent(new BuildWarningEventArgs(null, code, file, place.Line, place.Column, 0, 0, line, null, nameof(VerifyHubModels), helpLink, DateTime.UtcNow, null));
        }
        else
        {
            BuildEngine.LogMessageEvent(new BuildMessageEventArgs(null, code, file, place.Line, place.Column, 0, 0, line, null, nameof(VerifyHubModels), MessageImportance.Normal));
        }
    }

    private void Note(string text) => BuildEngine.LogMessageEvent(new BuildMessageEventArgs(OneLine.Of(text), null, nameof(VerifyHubModels), MessageImportance.Low));
}
