using System;
using System.IO;

namespace HubAnalyzers.SavedModel.Files;

/// <summary>Writes a file whole or not at all: beside its place under another name, to the disk, then moved.</summary>
internal static class WholeFile
{
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var content = bytes.ToArray();
        Write(path, stream => stream.Write(content));
    }

    public static void Write(string path, Action<Stream> write) => Make(path, temporary =>
    {
        using var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite);
        write(stream);
        stream.Flush(flushToDisk: true);
    });

    /// <summary>Lets somebody make the file under another name, which no other process has.</summary>
    /// <exception cref="IOException">It cannot be written; nothing is left of it, and what had its name has it still.</exception>
    public static void Make(string path, Action<string> make)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            DiskErrors.Naming(path, () => make(temporary));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
