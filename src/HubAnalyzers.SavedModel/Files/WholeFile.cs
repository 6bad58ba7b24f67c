using System;
using System.IO;

namespace HubAnalyzers.SavedModel.Files;

/// <summary>Writes a file whole or not at all: beside its place under another name, to the disk, then moved. See <see cref="OutputPlace"/> for links and devices.</summary>
internal static class WholeFile
{
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var content = bytes.ToArray();
        Write(path, stream => stream.Write(content));
    }

    public static void Write(string path, Action<Stream> write) => Make(path, temporary => WriteThrough(temporary, write));

    /// <summary>Lets somebody make the file under another name, which no other process has.</summary>
    /// <exception cref="IOException">It cannot be written; nothing is left of it, and what had its name has it still.</exception>
    public static void Make(string path, Action<string> make) => Make([path], temporary => make(temporary[0]));

    /// <summary>Lets somebody make files that belong together under other names; they are moved in their order when all are there.</summary>
    /// <param name="paths">The files; the last is the one that refers to the others.</param>
    /// <param name="make">Makes them, each under the name that stands in its place.</param>
    /// <param name="overwrite">Whether files that have come to be there meanwhile are replaced.</param>
    /// <exception cref="IOException">One cannot be written; nothing is left of any that was not moved.</exception>
    public static void Make(string[] paths, Action<string[]> make, bool overwrite = true)
    {
        var places = Array.ConvertAll(paths, OutputPlace.Of);
        var temporary = Array.ConvertAll(places, static p => p.Temporary);
        try
        {
            DiskErrors.Naming(paths, () => make(temporary));
            Array.ForEach(places, p => p.Fill(overwrite));
        }
        finally
        {
            Array.ForEach(temporary, File.Delete);
        }
    }

    /// <summary>Writes one of the files that <see cref="Make(string[], Action{string[]}, bool)"/> makes, to the disk.</summary>
    public static void WriteThrough(string temporary, Action<Stream> write)
    {
        using var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite);
        write(stream);
        stream.Flush(flushToDisk: true);
    }
}
