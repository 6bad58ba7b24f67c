using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.BuildTasks;

/// <summary>The answers of earlier builds, in a file among the build's outputs. Without it, or where it is damaged, bytes are read again.</summary>
internal sealed class Stamp
{
    // Answers of another build of this assembly are not trusted.
    private static readonly string _header = "HubAnalyzers " + typeof(Stamp).Assembly.ManifestModule.ModuleVersionId;
    private readonly string _path;
    private readonly Dictionary<string, VerifiedModel> _models = new(StringComparer.Ordinal);
    private bool _changed;

    private Stamp(string path)
    {
        _path = path;
    }

    public static Stamp Load(string path)
    {
        var stamp = new Stamp(path);
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            if (reader.ReadString() == _header)
            {
                foreach (var model in List(reader, ReadModel))
                {
                    stamp._models[model.Manifest.Path] = model;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            stamp._models.Clear();
        }

        return stamp;
    }

    /// <summary>The answer for a manifest; null where there is none for its present state.</summary>
    public VerifiedModel? Of(FileState manifest) => _models.TryGetValue(manifest.Path, out var model) && model.Manifest == manifest ? model : null;

    public void Add(VerifiedModel model)
    {
        _models[model.Manifest.Path] = model;
        _changed = true;
    }

    public void Remove(string manifest) => _changed |= _models.Remove(manifest);

    /// <summary>Writes the file if an answer changed: to another name first, since builds of several frameworks may write it at once.</summary>
    public void Save()
    {
        if (!_changed)
        {
            return;
        }

        var temporary = $"{_path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
            using (var writer = new BinaryWriter(File.Create(temporary)))
            {
                writer.Write(_header);
                List(writer, _models.Values.Where(static m => File.Exists(m.Manifest.Path)).ToList(), Write);
            }

            if (File.Exists(_path))
            {
                File.Replace(temporary, _path, null);
            }
            else
            {
                File.Move(temporary, _path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The answer stands without it; the next build reads the bytes again.
            File.Delete(temporary);
        }
    }

    private static VerifiedModel ReadModel(BinaryReader reader) => new(
        ReadFile(reader),
        reader.ReadString(),
        new TextPlace(reader.ReadInt32(), reader.ReadInt32()),
        reader.ReadString(),
        List(reader, ReadFile),
        List(reader, static r => r.ReadString()));

    private static void Write(BinaryWriter writer, VerifiedModel model)
    {
        Write(writer, model.Manifest);
        writer.Write(model.Handle);
        writer.Write(model.Digest.Line);
        writer.Write(model.Digest.Column);
        writer.Write(model.Folder);
        List(writer, model.Files, Write);
        List(writer, model.Differences, static (w, text) => w.Write(text));
    }

    private static FileState ReadFile(BinaryReader reader) => new(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64());

    private static void Write(BinaryWriter writer, FileState file)
    {
        writer.Write(file.Path);
        writer.Write(file.Size);
        writer.Write(file.Written);
    }

    // No count in front: a damaged one would be believed.
    private static List<T> List<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new List<T>();
        while (reader.ReadBoolean())
        {
            items.Add(read(reader));
        }

        return items;
    }

    private static void List<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        foreach (var item in items)
        {
            writer.Write(true);
            write(writer, item);
        }

        writer.Write(false);
    }
}
