using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Package.Tests;

public sealed partial class ContentTests(Packages packages) : IClassFixture<Packages>
{
    [Fact]
    public void The_package_holds_these_files_and_no_others() => Assert.Equal(
        [
            "HubAnalyzers.nuspec",
            "LICENSE",
            "README.md",
            "analyzers/dotnet/roslyn4.8/cs/HubAnalyzers.Analyzers.dll",
            "analyzers/dotnet/roslyn4.8/cs/HubAnalyzers.CodeFixes.dll",
            "build/HubAnalyzers.props",
            "build/HubAnalyzers.targets",
            "buildTransitive/HubAnalyzers.props",
            "buildTransitive/HubAnalyzers.targets",
            "icon.png",
            "lib/netstandard2.0/HubAnalyzers.Abstractions.dll",
            "lib/netstandard2.0/HubAnalyzers.Abstractions.xml",
            "profiles/strict.globalconfig",
            "profiles/suggest.globalconfig",
            "profiles/warn.globalconfig",
            "tools/HubAnalyzers.BuildTasks.dll",
        ],
        packages.EntriesOf("HubAnalyzers"));

    [Fact]
    public void Each_package_brings_what_it_needs_and_no_more()
    {
        Assert.Empty(packages.DependenciesOf("HubAnalyzers"));
        Assert.Equal(["Google.Protobuf", "HubAnalyzers"], packages.DependenciesOf("HubAnalyzers.SavedModel"));

        // SharpZipLib is TorchSharp's own and System.Numerics.Tensors ONNX Runtime's, at the versions that are pinned centrally.
        Assert.Equal(
            [
                "Google.Protobuf", "HubAnalyzers", "HubAnalyzers.SavedModel", "Microsoft.ML.OnnxRuntime", "Sep", "SharpZipLib", "SkiaSharp",
                "SkiaSharp.NativeAssets.Linux.NoDependencies", "System.Numerics.Tensors", "TorchSharp",
            ],
            packages.DependenciesOf("HubAnalyzers.Runtime"));
    }

    [Theory]
    [InlineData("HubAnalyzers")]
    [InlineData("HubAnalyzers.SavedModel")]
    [InlineData("HubAnalyzers.Runtime")]
    [InlineData("HubAnalyzers.Tool")]
    public void Every_package_shows_readme_icon_licence_and_repository(string id)
    {
        var metadata = packages.MetadataOf(id).Elements().ToLookup(static e => e.Name.LocalName);
        Assert.Equal("README.md", metadata["readme"].Single().Value);
        Assert.Equal("icon.png", metadata["icon"].Single().Value);
        Assert.Equal("MIT", metadata["license"].Single().Value);
        Assert.Matches("^[0-9a-f]{40}$", metadata["repository"].Single().Attribute("commit")!.Value);
    }

    [Fact]
    public void The_compiler_sees_what_the_analyzers_read_of_a_project_and_the_profile()
    {
        var props = XDocument.Load(Repository.PathOf("src", "HubAnalyzers.Package", "build", "HubAnalyzers.props")).Descendants().ToList();
        var visible = props.Where(static e => e.Name.LocalName == "CompilerVisibleProperty").Select(static e => "build_property." + e.Attribute("Include")!.Value)
            .Concat(props.Where(static e => e.Name.LocalName == "CompilerVisibleItemMetadata").Select(static e => $"build_metadata.{e.Attribute("Include")!.Value}.{e.Attribute("MetadataName")!.Value}"));
        Assert.Equal(Read().Append("build_property.HubEnforcement").Order(StringComparer.Ordinal), visible.Order(StringComparer.Ordinal));
    }

    // Assemblies carry their symbols and sources, so there is no package of symbols; no file of it tells where or when it was built.
    [Theory]
    [InlineData("HubAnalyzers")]
    [InlineData("HubAnalyzers.SavedModel")]
    [InlineData("HubAnalyzers.Runtime")]
    [InlineData("HubAnalyzers.Tool")]
    public void A_package_has_one_time_for_all_files_and_no_path_of_this_machine(string id)
    {
        Assert.Equal([new DateTime(2000, 1, 1)], packages.TimesOf(id));
        if (BuiltWith.Configuration == "Release")
        {
            Assert.Empty(packages.FilesThatHold(id, System.Text.Encoding.UTF8.GetBytes(Repository.Root)));
        }
    }

    [Fact]
    public void The_tools_package_brings_natives_for_systems_that_can_train_and_for_no_others() => Assert.Equal(
        ["linux-x64", "osx", "osx-arm64", "win-x64"],
        packages.EntriesOf("HubAnalyzers.Tool").Where(static e => e.Contains("/native/", StringComparison.Ordinal)).Select(static e => e.Split("/runtimes/")[1].Split('/')[0]).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Read() => Directory
        .EnumerateFiles(Repository.PathOf("src", "HubAnalyzers.Analyzers"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(static file => Option().Matches(File.ReadAllText(file)).Select(static m => m.Groups[1].Value)).Distinct();

    [GeneratedRegex("\"(build_(?:property|metadata)\\.[A-Za-z.]+)\"")]
    private static partial Regex Option();
}
