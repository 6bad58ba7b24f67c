using System.Globalization;
using System.Text;

namespace HubAnalyzers.SavedModel;

/// <summary>Bytes as lower-case hexadecimal digits, as caches and digests spell them.</summary>
/// <remarks>Compiled into the build task as well: no more than netstandard2.0.</remarks>
internal static class Hexadecimal
{
    public static string Of(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (var b in bytes)
        {
            text.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
