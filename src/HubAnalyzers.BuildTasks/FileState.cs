using System.IO;

namespace HubAnalyzers.BuildTasks;

/// <summary>What of a file shows, without reading it, that it was changed.</summary>
/// <param name="Path">The path, as its owner names it.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Written">When it was last written, in ticks of UTC.</param>
internal readonly record struct FileState(string Path, long Size, long Written)
{
    /// <exception cref="IOException">There is no such file.</exception>
    public static FileState Of(string path, string fullPath)
    {
        var file = new FileInfo(fullPath);
        return new FileState(path, file.Length, file.LastWriteTimeUtc.Ticks);
    }
}
