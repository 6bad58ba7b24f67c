using System;
using System.IO;

namespace HubAnalyzers.SavedModel;

/// <summary>A model from an archive, unpacked for as long as this object lives.</summary>
public sealed class UnpackedModel : IDisposable
{
    private readonly string _temporary;
    private readonly string _archive;

    private UnpackedModel(string archive, string temporary, string folder)
    {
        _archive = archive;
        _temporary = temporary;
        Folder = folder;
    }

    /// <summary>The model's folder.</summary>
    public string Folder { get; }

    /// <summary>What the model is called: after its archive.</summary>
    public string Name
    {
        get
        {
            var name = Path.GetFileName(_archive);
            foreach (var extension in new[] { ".gz", ".tgz", ".tar" })
            {
                name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
            }

            return name.Length > 0 ? name : Path.GetFileName(_archive);
        }
    }

    /// <summary>Unpacks an archive into a temporary folder.</summary>
    /// <exception cref="HubModelFormatException">The archive is damaged, hostile, or holds no model.</exception>
    public static UnpackedModel Open(string archive, ArchiveLimits? limits = null)
    {
        var temporary = Directory.CreateTempSubdirectory("hubanalyzers-").FullName;
        try
        {
            return new UnpackedModel(archive, temporary, ModelArchive.Extract(archive, temporary, limits));
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <summary>Does something with the model; an error names the archive and the file in it, not the temporary folder.</summary>
    /// <exception cref="HubModelFormatException">The model is damaged or not understood.</exception>
    public T Use<T>(Func<string, T> use)
    {
        try
        {
            return use(Folder);
        }
        catch (HubModelFormatException e) when (e.File.StartsWith(_temporary, StringComparison.Ordinal))
        {
            var file = Path.GetRelativePath(Folder, e.File).Replace('\\', '/');
            throw new HubModelFormatException(file == "." ? _archive : $"{_archive}!{file}", e.Problem, e.Remedy, e);
        }
    }

    /// <summary>Removes the temporary folder.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_temporary))
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }
}
