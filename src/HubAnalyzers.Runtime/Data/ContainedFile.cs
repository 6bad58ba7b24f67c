using System;
using System.IO;

namespace HubAnalyzers.Runtime;

/// <summary>Keeps a data set to its folder: neither a path nor a link may lead out of it.</summary>
internal static class ContainedFile
{
    /// <summary>The full path of a folder, itself free to be a link.</summary>
    /// <exception cref="DataFormatException">There is no such folder.</exception>
    public static string RootOf(string folder)
    {
        var info = new DirectoryInfo(Path.GetFullPath(folder));
        if (!info.Exists)
        {
            throw new DataFormatException(folder, File.Exists(folder) ? "it is a file, not a folder" : "there is no such folder", "give the folder that holds the images");
        }

        return Path.TrimEndingDirectorySeparator((info.ResolveLinkTarget(returnFinalTarget: true) ?? info).FullName);
    }

    /// <summary>Refuses a file that is a link to a file elsewhere.</summary>
    /// <exception cref="DataFormatException">It is.</exception>
    public static void RequireInside(string root, string file)
    {
        if (new FileInfo(file).LinkTarget is not null
            && (File.ResolveLinkTarget(file, returnFinalTarget: true) is not { } target || !IsInside(root, target.FullName)))
        {
            throw new DataFormatException(file, $"it is a link that leads out of '{root}'", "put the file itself there");
        }
    }

    /// <summary>Whether a path, once its dots are resolved, lies in a folder.</summary>
    public static bool IsInside(string root, string path) =>
        Path.GetFullPath(path, root).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
