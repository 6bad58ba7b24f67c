using System;
using System.Globalization;
using System.IO;

namespace HubAnalyzers.SavedModel.Downloads;

/// <summary>
/// What a broken download left: the bytes so far, and what the server called them. Bytes are only ever added to where the server
/// vouches, by its entity tag, that they are still the same archive's.
/// </summary>
internal sealed class PartialArchive : IDisposable
{
    private readonly string _tagFile;

    private PartialArchive(FileStream stream, string tagFile)
    {
        Stream = stream;
        _tagFile = tagFile;
    }

    public FileStream Stream { get; }

    public string Path => Stream.Name;

    /// <summary>The server's name for the bytes, where there are any to go on from.</summary>
    public string? Tag { get; private set; }

    /// <summary>The length of the whole archive, where the server said.</summary>
    public long? Total { get; private set; }

    public static PartialArchive Open(string folder, string address)
    {
        // Nobody else may write while this does: the second guard behind the lock.
        var stream = new FileStream(folder + ".partial", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var archive = new PartialArchive(stream, folder + ".partial.tag");
        var lines = File.Exists(archive._tagFile) && new FileInfo(archive._tagFile).Length < 4096 ? File.ReadAllText(archive._tagFile).Split('\n') : [];
        if (stream.Length > 0 && lines.Length >= 2 && lines[0] == address && lines[1].Length > 0)
        {
            archive.Tag = lines[1];
            archive.Total = lines.Length > 2 && long.TryParse(lines[2], NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;
            stream.Position = stream.Length;
        }
        else
        {
            archive.Restart(address, null, null);
        }

        return archive;
    }

    /// <summary>From the first byte, under a new name.</summary>
    public void Restart(string address, string? tag, long? total)
    {
        Stream.SetLength(0);
        Tag = tag;
        Total = total;
        File.WriteAllText(_tagFile, string.Create(CultureInfo.InvariantCulture, $"{address}\n{tag}\n{total}"));
    }

    /// <summary>Removes what is left, once it is unpacked or of no use.</summary>
    public void Remove()
    {
        Stream.Dispose();
        File.Delete(Path);
        File.Delete(_tagFile);
    }

    public void Dispose() => Stream.Dispose();
}
