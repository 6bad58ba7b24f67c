using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Tests;

namespace HubAnalyzers.BuildTasks.Tests;

/// <summary>A project with one manifest, and a machine that may hold its model.</summary>
internal sealed class Project : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public Project(ModelPlace place, bool present = true)
    {
        Handle = place switch
        {
            ModelPlace.TfHubCache => "https://tfhub.dev/publisher/shapes/1",
            ModelPlace.KaggleCache => "https://www.kaggle.com/models/publisher/shapes/tensorFlow2/small/1",
            _ => CarriedModel.Name,
        };
        var (below, name) = place switch
        {
            ModelPlace.TfHubCache => ("tfhub", Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(Handle)))),
            ModelPlace.KaggleCache => ("kaggle/models/publisher/shapes/tensorFlow2/small", "1"),
            _ => ("models", CarriedModel.Name),
        };
        Model = _folder.File(Path.Combine(below, name));
        _environment = new Dictionary<string, string> { ["TFHUB_CACHE_DIR"] = _folder.File("tfhub"), ["KAGGLEHUB_CACHE"] = _folder.File("kaggle"), ["HUBANALYZERS_MODELS"] = _folder.File("models") };

        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.File("project"), "--handle", Handle).Done();
        Manifest = Directory.GetFiles(_folder.File("project")).Single();
        if (present)
        {
            CarriedModel.CopyTo(_folder, Path.Combine(below, name));
            File.WriteAllText(Model + ".complete", "");
        }

        Age();
    }

    public string Handle { get; }

    public string Manifest { get; }

    /// <summary>Where the model lies, or would lie.</summary>
    public string Model { get; }

    public string Stamp => _folder.File("project/obj/stamp");

    public string Weights => Path.Combine(Model, "variables", "variables.data-00000-of-00001");

    /// <summary>Makes every file look as if it was written long ago.</summary>
    public void Age()
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-1));
        }
    }

    public void ChangeAByte() => CarriedModel.Change(Weights, static b => { b[^1] ^= 1; return b; });

    public void MoveCacheTo(string folder) => _environment["TFHUB_CACHE_DIR"] = _folder.File(folder);

    /// <summary>The build's step; says whether the build goes on.</summary>
    public (bool GoesOn, BuildLog Log) Build(string severity = "error")
    {
        var log = new BuildLog();
        var task = new VerifyHubModels { BuildEngine = log, Manifests = [Manifest], StampFile = Stamp, Severity = severity, ReadEnvironment = name => _environment.GetValueOrDefault(name) };
        return (task.Execute(), log);
    }

    /// <summary><c>dotnet hub verify</c> on the same machine.</summary>
    public ToolRun Verify() => ToolRun.With(["verify", Manifest], environment: _environment);

    public void Dispose() => _folder.Dispose();
}

/// <summary>Where a model can lie.</summary>
public enum ModelPlace
{
    TfHubCache,
    KaggleCache,
    PlainFolder,
}
