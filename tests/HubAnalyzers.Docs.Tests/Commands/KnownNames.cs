using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Docs.Tests.Commands;

/// <summary>What commands may name: packages, properties of the build, variables, options of the samples.</summary>
internal static class KnownNames
{
    private static readonly string[] _ours = ["HubAnalyzers", "HubAnalyzers.SavedModel", "HubAnalyzers.Runtime", "HubAnalyzers.Tool"];

    /// <summary>Properties that the SDK reads.</summary>
    private static readonly string[] _sdk = ["Configuration", "Version", "ContinuousIntegrationBuild", "ReportAnalyzer", "ErrorLog", "TargetFramework", "RuntimeIdentifier"];

    private static readonly string[] _variables = ["NUGET_PACKAGES", "TFHUB_CACHE_DIR", "KAGGLEHUB_CACHE", "HTTPS_PROXY", "NO_PROXY", "NO_COLOR", "CI", "DOTNET_NOLOGO", "DOTNET_CLI_TELEMETRY_OPTOUT", "CUDA_VISIBLE_DEVICES", "ACCEPT_SNAPSHOTS", "LD_LIBRARY_PATH", "HUBANALYZERS_FUZZ_TIMES", "HUBANALYZERS_FUZZ_SEED"];

    private static readonly HashSet<string> _packages = [.. XElement.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").Select(static p => p.Attribute("Include")!.Value), .. _ours];

    private static readonly Lazy<string> _build = new(static () => string.Concat(SourceFiles(Repository.Root, "*.props", "*.targets", "*.csproj").Select(File.ReadAllText)));

    private static readonly Lazy<string> _sources = new(static () => string.Concat(SourceFiles(Repository.PathOf("src"), "*.cs").Select(File.ReadAllText)));

    public static bool IsPackage(string id) => _packages.Contains(id);

    public static bool IsProperty(string name) => _sdk.Contains(name) || Regex.IsMatch(_build.Value, $@"(?:<|\$\(){Regex.Escape(name)}\b");

    public static bool IsVariable(string name) => _variables.Contains(name) || _sources.Value.Contains($"\"{name}\"", StringComparison.Ordinal);

    public static bool IsRule(string id) => File.Exists(Repository.PathOf("docs", "rules", id + ".md"));

    /// <summary>Whether a program's sources have the option as a text of their own.</summary>
    public static bool IsOptionOf(string folder, string option) => SourceFiles(folder, "*.cs").Any(f => File.ReadAllText(f).Contains($"\"{option}\"", StringComparison.Ordinal));

    private static IEnumerable<string> SourceFiles(string folder, params string[] patterns) => patterns.SelectMany(p => Directory.EnumerateFiles(folder, p))
        .Concat(Directory.EnumerateDirectories(folder).Where(static f => Path.GetFileName(f) is not ("bin" or "obj" or "artifacts" or "out") && !Path.GetFileName(f).StartsWith('.')).SelectMany(f => SourceFiles(f, patterns)));
}
