using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using HubAnalyzers.Docs.Tests.Markdown;
using HubAnalyzers.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HubAnalyzers.Docs.Tests;

/// <summary>Blocks of XML, JSON, YAML and settings parse, and name versions, properties and keys that there are.</summary>
internal static partial class DataBlocks
{
    private static readonly XElement _packages = XElement.Load(Repository.PathOf("Directory.Packages.props"));
    private static readonly string _version = XElement.Load(Repository.PathOf("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
    private static readonly string _build = string.Concat(new[] { "Package/build", "Package/buildTransitive" }.Select(static f => Repository.PathOf("src", "HubAnalyzers." + f.Split('/')[0], f.Split('/')[1]))
        .Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Append(Repository.PathOf("Directory.Build.targets")).Select(File.ReadAllText));
    private static readonly string _rules = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src", "HubAnalyzers.Analyzers", "Rules"), "*.cs").Select(File.ReadAllText));

    public static IReadOnlyList<string> Problems(Block block)
    {
        try
        {
            return [.. (block.Language switch
            {
                "xml" => Project(block.Text),
                "json" => Json(block),
                "yaml" => Yaml(block.Text),
                "ini" => Settings(block.Text),
                _ => [],
            }).Select(p => $"{block.Place}: {p}")];
        }
        catch (Exception e) when (e is XmlException or JsonException or YamlException)
        {
            return [$"{block.Place} cannot be read: {e.Message}"];
        }
    }

    private static IEnumerable<string> Project(string text)
    {
        var xml = XElement.Parse($"<Project>{text}</Project>");
        foreach (var package in xml.DescendantsAndSelf("PackageReference").Concat(xml.Descendants("PackageVersion")))
        {
            var id = package.Attribute("Include")?.Value ?? "";
            var expected = id.StartsWith("HubAnalyzers", StringComparison.Ordinal) ? _version : VersionOf(id);
            if (expected is null)
            {
                yield return $"{id} is no package of ours, nor one that this repository uses";
            }
            else if (package.Attribute("Version")?.Value is { } version && version != expected)
            {
                yield return $"{id} is {version} there and {expected} here";
            }
        }

        foreach (var name in xml.Descendants().Select(static e => e.Name.LocalName).Where(static n => n.StartsWith("Hub", StringComparison.Ordinal)).Distinct())
        {
            if (!Regex.IsMatch(_build, $@"\b{name}\b"))
            {
                yield return $"nothing of the package reads <{name}>";
            }
        }
    }

    private static string? VersionOf(string id) => _packages.Descendants("PackageVersion").FirstOrDefault(p => p.Attribute("Include")?.Value == id)?.Attribute("Version")?.Value switch
    {
        "$(TorchSharpVersion)" => _packages.Descendants("TorchSharpVersion").Single().Value,
        "$(LibTorchVersion)" => _packages.Descendants("LibTorchVersion").Single().Value,
        var version => version,
    };

    // A rule's id behind the language says that it is meant to be damaged: the rule's page has it, and the analyzers' tests read it.
    private static IEnumerable<string> Json(Block block)
    {
        if (block.Words.Count == 0)
        {
            using var document = JsonDocument.Parse(block.Text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        }

        return [];
    }

    private static IEnumerable<string> Yaml(string text)
    {
        new YamlStream().Load(new StringReader(text));
        return [];
    }

    private static IEnumerable<string> Settings(string text)
    {
        foreach (var line in text.Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0 && l[0] is not ('#' or ';' or '[')))
        {
            var key = line.Split('=')[0].Trim();
            if (!line.Contains('='))
            {
                yield return $"'{line}' is no setting";
            }
            else if (Severity().Match(key) is { Success: true } severity ? Rulebook(severity.Groups[1].Value) is null : !_rules.Contains($"\"{key}\"", StringComparison.Ordinal))
            {
                yield return $"no rule reads '{key}'";
            }
        }
    }

    private static string? Rulebook(string id) => File.Exists(Repository.PathOf("docs", "rules", id + ".md")) ? id : null;

    [GeneratedRegex(@"^dotnet_diagnostic\.(\w+)\.severity$")]
    private static partial Regex Severity();
}
