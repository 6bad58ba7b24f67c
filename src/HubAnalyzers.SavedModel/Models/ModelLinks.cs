using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// Links inside a model's folder are refused: one that leads out could make a stranger's model read any file of this machine,
/// and the digest could not say what was read. The folder itself may be reached through a link.
/// </summary>
/// <remarks>Compiled into the build task as well: no more than netstandard2.0.</remarks>
internal static class ModelLinks
{
    /// <summary>Checks every file and folder that a model is read from.</summary>
    /// <exception cref="HubModelFormatException">One of them is a link.</exception>
    public static void Refuse(string folder)
    {
        var link = ModelDigest.TopFiles.Concat(ModelDigest.Folders).Select(name => new FileInfo(Path.Combine(folder, name))).FirstOrDefault(IsLink)
            ?? ModelDigest.Folders.Select(name => FirstBelow(new DirectoryInfo(Path.Combine(folder, name)))).FirstOrDefault(static l => l is not null);
        if (link is not null)
        {
            throw new HubModelFormatException(link.FullName, "it is a link, and a model is read from its own folder only", "put the file itself there, if you trust the model");
        }
    }

    private static FileSystemInfo? FirstBelow(DirectoryInfo top)
    {
        var folders = new Stack<DirectoryInfo>();
        if (top.Exists)
        {
            folders.Push(top);
        }

        while (folders.Count > 0)
        {
            foreach (var entry in folders.Pop().EnumerateFileSystemInfos())
            {
                if (IsLink(entry))
                {
                    return entry;
                }

                if (entry is DirectoryInfo folder)
                {
                    folders.Push(folder);
                }
            }
        }

        return null;
    }

    // What does not exist has all attributes at once.
    private static bool IsLink(FileSystemInfo entry) => entry.Attributes is var attributes && attributes != (FileAttributes)(-1) && (attributes & FileAttributes.ReparsePoint) != 0;
}
