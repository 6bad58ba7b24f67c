using System.IO;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Package.Tests;

/// <summary>The tool as its users get it: installed from a feed that has nothing but this repository's packages.</summary>
public sealed class ToolTests(Packages packages) : IClassFixture<Packages>
{
    [Fact]
    public void The_tool_is_installed_from_its_package_and_inspects_a_model()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("NuGet.config"), $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <config><add key="globalPackagesFolder" value="unpacked" /></config>
              <packageSources><clear /><add key="HubAnalyzers" value="{packages.Feed}" /></packageSources>
            </configuration>
            """);
        DotNet.Run(folder.Path, "tool", "install", "HubAnalyzers.Tool", "--version", "0.1.0", "--tool-path", "tools", "--configfile", "NuGet.config").ShouldSucceed();

        var program = Directory.GetFiles(folder.File("tools"), "dotnet-hub.dll", SearchOption.AllDirectories)[0];
        var manifest = File.ReadAllText(Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json"));
        Assert.Equal(manifest, DotNet.Run(folder.Path, program, "inspect", Repository.PathOf("samples", "models", "shapes_mobilenet"), "--format", "json").ShouldSucceed().Output);
    }
}
