using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Package.Tests;

/// <summary>The packages as they would be published, packed once from what the build of the tests has built.</summary>
public sealed class Packages : IDisposable
{
    private static readonly string[] _projects = ["HubAnalyzers.Package", "HubAnalyzers.SavedModel", "HubAnalyzers.Runtime", "HubAnalyzers.Tool"];
    private readonly TempFolder _folder = new();

    public Packages()
    {
        var project = _folder.File("pack.proj");
        File.WriteAllText(project, $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', _projects.Select(static p => Repository.PathOf("src", p, p + ".csproj")))}" Targets="Pack"
                         Properties="Configuration={BuiltWith.Configuration};NoBuild=true;PackageOutputPath={Feed}" />
              </Target>
            </Project>
            """);
        DotNet.Run(_folder.Path, "msbuild", project, "-t:Pack").ShouldSucceed();
    }

    /// <summary>The folder with the packages, usable as a feed.</summary>
    public string Feed => _folder.File("feed");

    public IReadOnlyList<string> EntriesOf(string id)
    {
        using var archive = ZipFile.OpenRead(PathOf(id));
        string[] ofTheFormat = ["_rels/", "package/", "[Content_Types].xml"];
        return archive.Entries.Select(static e => e.FullName)
            .Where(name => !ofTheFormat.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>The times that its files have, without their zone.</summary>
    public IReadOnlyList<DateTime> TimesOf(string id)
    {
        using var archive = ZipFile.OpenRead(PathOf(id));
        return [.. archive.Entries.Select(static e => e.LastWriteTime.DateTime).Distinct()];
    }

    /// <summary>The files of ours in which some bytes stand.</summary>
    public IReadOnlyList<string> FilesThatHold(string id, byte[] bytes)
    {
        using var archive = ZipFile.OpenRead(PathOf(id));
        return [.. archive.Entries.Where(static e => e.Name.StartsWith("HubAnalyzers.", StringComparison.Ordinal) || e.Name.StartsWith("dotnet-hub", StringComparison.Ordinal)).Where(e =>
        {
            using var stream = e.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(bytes) >= 0;
        }).Select(static e => e.FullName)];
    }

    public XElement MetadataOf(string id)
    {
        using var archive = ZipFile.OpenRead(PathOf(id));
        using var nuspec = archive.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>What a package brings along, in the order of the names.</summary>
    public IReadOnlyList<string> DependenciesOf(string id) => MetadataOf(id).Descendants()
        .Where(static e => e.Name.LocalName == "dependency").Select(static e => e.Attribute("id")!.Value).Order(StringComparer.Ordinal).ToList();

    public void Dispose() => _folder.Dispose();

    private string PathOf(string id) => Path.Combine(Feed, id + ".0.1.0.nupkg");
}
