using System.IO;
using System.Security.Cryptography;

namespace HubAnalyzers.SavedModel;

/// <summary>SHA-256 as manifests, receipts, keys and records spell it: <c>sha256:</c> and 64 digits.</summary>
/// <remarks>Compiled into the build task as well: no more than netstandard2.0.</remarks>
internal static class Sha256Digest
{
    public static string Of(byte[] bytes)
    {
        using var sha256 = SHA256.Create();
        return OfHash(sha256.ComputeHash(bytes));
    }

    public static string Of(Stream stream)
    {
        using var sha256 = SHA256.Create();
        return OfHash(sha256.ComputeHash(stream));
    }

    /// <summary>The spelling of a hash that was computed elsewhere.</summary>
    public static string OfHash(byte[] hash) => "sha256:" + Hexadecimal.Of(hash);
}
