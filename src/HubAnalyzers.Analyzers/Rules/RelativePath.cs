using System.Linq;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>Ways between files, for messages: two files of one name are told apart by them.</summary>
internal static class RelativePath
{
    /// <summary>The way to a file from the folder of another ("../nets/a.json"), with slashes; the whole path where there is none.</summary>
    public static string Between(string from, string to)
    {
        var here = from.Replace('\\', '/').Split('/');
        var there = to.Replace('\\', '/').Split('/');
        var shared = 0;
        while (shared < here.Length - 1 && shared < there.Length - 1 && here[shared] == there[shared])
        {
            shared++;
        }

        // Another drive.
        if (shared == 0 && (here[0].EndsWith(":") || there[0].EndsWith(":")))
        {
            return to;
        }

        return string.Join("/", Enumerable.Repeat("..", here.Length - 1 - shared).Concat(there.Skip(shared)));
    }
}
