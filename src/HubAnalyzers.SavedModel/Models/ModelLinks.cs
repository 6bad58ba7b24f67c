using System.IO;
using System.IO.Enumeration;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>
/// Links inside a model's folder are refused: one that leads out could make a stranger's model read any file of this machine,
/// and the digest could not say what was read. The folder itself may be reached through a link.
/// </summary>
internal static class ModelLinks
{
    /// <summary>Checks every file and folder that a model is read from.</summary>
    /// <exception cref="HubModelFormatException">One of them is a link.</exception>
    public static void Refuse(string folder)
    {
        var top = ModelDigest.TopFiles.Concat(ModelDigest.Folders).Select(name => Path.Combine(folder, name))
            .FirstOrDefault(static path => new FileInfo(path).LinkTarget is not null);
        if ((top ?? ModelDigest.Folders.Select(name => Path.Combine(folder, name)).Select(FirstBelow).FirstOrDefault(static p => p is not null)) is { } link)
        {
            throw new HubModelFormatException(link, "it is a link, and a model is read from its own folder only", "put the file itself there, if you trust the model");
        }
    }

    private static string? FirstBelow(string folder) => !Directory.Exists(folder)
        ? null
        : new FileSystemEnumerable<string>(
            folder,
            static (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0,
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        }.FirstOrDefault();
}
