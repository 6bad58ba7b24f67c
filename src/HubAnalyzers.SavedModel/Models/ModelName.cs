using System.IO;
using System.Linq;

namespace HubAnalyzers.SavedModel;

/// <summary>What a model is called where no handle is given: after its folder, or "name/version" where the folder is a version number.</summary>
internal static class ModelName
{
    /// <summary>The local handle of a model's folder.</summary>
    public static string OfFolder(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var last = Path.GetFileName(full);
        var parent = Path.GetFileName(Path.GetDirectoryName(full) ?? "");
        return last.Length > 0 && last.All(char.IsAsciiDigit) && parent.Length > 0 ? parent + "/" + last : last;
    }
}
