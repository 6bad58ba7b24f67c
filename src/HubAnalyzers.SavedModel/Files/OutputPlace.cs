using System;
using System.IO;

namespace HubAnalyzers.SavedModel.Files;

/// <summary>
/// Where a file that was made under another name goes. A link stays: what it leads to is replaced. A device, pipe or socket is no
/// file that could be replaced: it is written to.
/// </summary>
internal sealed class OutputPlace
{
    private readonly string _path;
    private readonly bool _isStream;

    private OutputPlace(string path, bool isStream, string temporary)
    {
        _path = path;
        _isStream = isStream;
        Temporary = temporary;
    }

    /// <summary>The other name, which no other process has.</summary>
    public string Temporary { get; }

    /// <exception cref="IOException">Its links go in a circle.</exception>
    public static OutputPlace Of(string path)
    {
        if (FileKinds.IsStream(path))
        {
            // Beside a device is no place for a file.
            return new OutputPlace(path, isStream: true, Path.Combine(Path.GetTempPath(), $"hubanalyzers.{Guid.NewGuid():N}.tmp"));
        }

        var real = RealPath.Of(path);
        return new OutputPlace(real, isStream: false, $"{real}.{Guid.NewGuid():N}.tmp");
    }

    /// <summary>The path that is written in the end; a file that belongs beside it belongs there.</summary>
    public static string PathOf(string path) => FileKinds.IsStream(path) ? Path.GetFullPath(path) : RealPath.Of(path);

    /// <summary>Brings it there.</summary>
    /// <param name="overwrite">Whether a file that has come to be there meanwhile is replaced.</param>
    public void Fill(bool overwrite)
    {
        if (!_isStream)
        {
            File.Move(Temporary, _path, overwrite);
            return;
        }

        using var from = File.OpenRead(Temporary);
        using var to = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (to.CanSeek)
        {
            // Standard output that goes to a file: behind what is there.
            to.Seek(0, SeekOrigin.End);
        }

        from.CopyTo(to);
    }
}
