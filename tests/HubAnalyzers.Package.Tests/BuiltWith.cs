using System.Linq;
using System.Reflection;

namespace HubAnalyzers.Package.Tests;

/// <summary>How these tests, and with them the projects that they pack, were built.</summary>
internal static class BuiltWith
{
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>Where the packages of this build lie unpacked.</summary>
    public static string PackageRoot { get; } = Metadata("PackageRoot");

    private static string Metadata(string key) =>
        typeof(BuiltWith).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
