using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Package.Tests;

/// <summary>
/// The samples that use the packages, and variants of them, restored and built together, far from this repository: nothing but
/// the packages reaches them, and their unpacked copies never meet the user's own.
/// </summary>
public sealed partial class Consumers : IDisposable
{
    /// <summary>Requests that cannot hold, among comments that must outlive them.</summary>
    private const string Commented = """
        using HubAnalyzers.Runtime;
        using HubAnalyzers.Samples.Frozen.HubModels;

        namespace HubAnalyzers.Samples.Frozen;

        /// <summary>Requests.</summary>
        public static class Requests
        {
            public static void Make()
            {
                // The module of the first year.
                using var byHandle = HubModel.Load("half_plus_two");
                byHandle.Trainable = true; // asked for by everyone

                using var model = ShapesMobilenet.Load();
                var block = model.ExpandedConv5;

                // The convolution, then its statistics.
                block.Expand.Trainable = true;
                block.ExpandBN.Trainable = true;
                /* of the whole network */ model.BnConv1.Trainable = true;
            }
        }

        """;

    /// <summary>What four rules report, and places among them that their first fix does not mend.</summary>
    private const string Mixed = """
        using HubAnalyzers;
        using HubAnalyzers.Runtime;
        using HubAnalyzers.Samples.Frozen.HubModels;

        namespace HubAnalyzers.Samples.Frozen;

        /// <summary>Requests.</summary>
        public static class Requests
        {
            public static void ByHelper()
            {
                using var model = ShapesMobilenet.Load();
                Set(model.ExpandedConv5.ExpandBN);
                model.ExpandedConv5.ProjectBN.Trainable = true;
            }

            public static void InBulk()
            {
                using var model = ShapesMobilenet.Load();
                foreach (var layer in model.Layers)
                {
                    layer.Trainable = true;
                }
            }

            public static void InBulkByName()
            {
                using var model = ShapesMobilenet.Load();
                var all = model.Layers;
                foreach (var layer in all)
                {
                    layer.Trainable = true;
                }
            }

            public static void OfTheClassifier()
            {
                using var model = ShapesMobilenet.Load();
                model.Logits.Trainable = true;
            }

            public static void Discarded()
            {
                using var model = ShapesMobilenet.Load();
                model.ExpandedConv7.Project.Trainable = true;
                model.Trainable = false;
            }

            private static void Set(HubLayer layer) => layer.Trainable = true;
        }

        """;

    /// <summary>HUB0001 silenced by a pragma, by an attribute, and not at all; HUB0002 is silenced by the .editorconfig.</summary>
    private const string Silenced = """
        using System.Diagnostics.CodeAnalysis;
        using HubAnalyzers.Runtime;
        using HubAnalyzers.Samples.Frozen.HubModels;

        namespace HubAnalyzers.Samples.Frozen;

        /// <summary>Requests.</summary>
        public static class Requests
        {
            public static void ByPragma()
            {
                using var model = HalfPlusTwo.Load();
        #pragma warning disable HUB0001
                model.Trainable = true;
        #pragma warning restore HUB0001
            }

            [SuppressMessage("Trainability", "HUB0001", Justification = "To see what happens.")]
            public static void ByAttribute()
            {
                using var model = HalfPlusTwo.Load();
                model.Trainable = true;
            }

            public static void ByEditorConfig()
            {
                using var model = ShapesMobilenet.Load();
                model.ExpandedConv5.ExpandBN.Trainable = true;

                using var other = HalfPlusTwo.Load();
                other.Trainable = true;
            }
        }

        """;

    private readonly Packages _packages = new();
    private readonly TempFolder _folder = new();
    private readonly string _output;

    public Consumers()
    {
        Copy("FineTune", "*.hubmodel.json");
        Copy("Frozen");
        Copy("Packaged");
        File.Delete(Path.Combine(PathOf("Packaged"), "NuGet.config"));
        File.WriteAllText(_folder.File("NuGet.config"), $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <config><add key="globalPackagesFolder" value="unpacked" /></config>
              <packageSources><add key="HubAnalyzers" value="{_packages.Feed}" /></packageSources>
              <fallbackPackageFolders><add key="ThisBuild" value="{BuiltWith.PackageRoot}" /></fallbackPackageFolders>
            </configuration>
            """);

        Variant("Frozen", "Suggest", enforcement: "suggest");
        Variant("Frozen", "Chosen", enforcement: "strict");
        File.WriteAllText(Path.Combine(PathOf("Chosen"), ".editorconfig"), "[*.cs]\ndotnet_diagnostic.HUB0001.severity = warning\n");
        Variant("Frozen", "Misspelled", enforcement: "hard");
        Variant("Frozen", "Relaxed");
        Variant("Frozen", "Logged", properties: "<ErrorLog>$(MSBuildProjectDirectory)/log.sarif,version=2.1</ErrorLog>");
        Variant("Frozen", "Fixed");
        File.WriteAllText(Path.Combine(PathOf("Fixed"), "Program.cs"), Commented);
        Variant("Frozen", "Mixed");
        File.WriteAllText(Path.Combine(PathOf("Mixed"), "Program.cs"), Mixed);
        Variant("Frozen", "Silenced");
        File.WriteAllText(Path.Combine(PathOf("Silenced"), "Program.cs"), Silenced);
        File.WriteAllText(Path.Combine(PathOf("Silenced"), ".editorconfig"), "[*.cs]\ndotnet_diagnostic.HUB0002.severity = none\n");

        Locked("LockedSame", frameworks: "net8.0;net10.0", CopyModel("same"));
        Locked("LockedChanged", frameworks: "net10.0", CopyModel("changed", static weights => weights[^1] ^= 1));
        Locked("LockedAbsent", frameworks: "net10.0", _folder.File("models/nowhere"));
        Locked("Unlocked", frameworks: "net10.0", _folder.File("models/changed"), locked: "false");
        Locked("LockedMisspelled", frameworks: "net10.0", _folder.File("models/nowhere"), locked: "always");

        File.WriteAllText(_folder.File("all.proj"), """
            <Project DefaultTargets="All">
              <ItemGroup>
                <Consumer Include="**/*.csproj" Exclude="unpacked/**" />
              </ItemGroup>
              <Target Name="All">
                <MSBuild Projects="@(Consumer)" Targets="Restore" Properties="HubFromPackages=true;MSBuildRestoreSessionId=1" BuildInParallel="true" />
                <MSBuild Projects="@(Consumer)" Targets="Build" Properties="HubFromPackages=true" BuildInParallel="true" ContinueOnError="true" />
              </Target>
            </Project>
            """);
        _output = DotNet.Run(_folder.Path, "msbuild", "all.proj", "-m:2").Output;
    }

    /// <summary>The folder of a consumer.</summary>
    public string PathOf(string name) => _folder.File(Path.Combine("samples", name));

    /// <summary>Builds one project once more; gives its log in detail.</summary>
    public string LogOfAnotherBuild(string project, params string[] arguments)
    {
        var log = _folder.File(project + ".log");
        DotNet.Run(PathOf(project), ["build", "--no-restore", $"-flp:logfile={log};verbosity=detailed", .. arguments]).ShouldSucceed();
        return File.ReadAllText(log);
    }

    /// <summary>What the build said of a project: "Program.cs(14,9): warning HUB0001: …", in the order of the lines.</summary>
    public IReadOnlyList<string> MessagesOf(string project) => _output.Split('\n')
        .Select(static line => Message().Match(line.Trim()))
        .Where(m => m.Success && Directory.GetParent(m.Groups["project"].Value)!.Name == project)
        .Select(static m => Path.GetFileName(m.Groups["file"].Value) + m.Groups["rest"].Value)
        .Distinct().Order(StringComparer.Ordinal).ToList();

    /// <summary>Fails with the whole output if a project was not built without any message.</summary>
    public void AssertClean(string project) => Assert.True(
        MessagesOf(project).Count == 0 && Directory.EnumerateFiles(Path.Combine(PathOf("Packaged"), project, "bin"), project + ".dll", SearchOption.AllDirectories).Any(), _output);

    public void Dispose()
    {
        _folder.Dispose();
        _packages.Dispose();
    }

    private void Copy(string sample, string pattern = "*")
    {
        var source = Repository.PathOf("samples", sample);
        foreach (var file in Directory.EnumerateFiles(source, pattern, SearchOption.AllDirectories)
            .Where(static f => !f.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj")))
        {
            var target = Path.Combine(PathOf(sample), Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private void Variant(string of, string name, string enforcement = "warn", string properties = "")
    {
        Directory.CreateDirectory(PathOf(name));
        foreach (var file in Directory.EnumerateFiles(PathOf(of)))
        {
            File.Copy(file, Path.Combine(PathOf(name), Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(PathOf(name), "Directory.Build.props"), $"<Project><PropertyGroup><HubFromPackages>true</HubFromPackages><HubEnforcement>{enforcement}</HubEnforcement>{properties}</PropertyGroup></Project>");
    }

    // Files that a download left there a while ago.
    private string CopyModel(string name, Action<byte[]>? change = null)
    {
        var source = Repository.PathOf("samples", "models", "shapes_mobilenet");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = _folder.File(Path.Combine("models", name, "shapes_mobilenet", Path.GetRelativePath(source, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var bytes = File.ReadAllBytes(file);
            if (Path.GetFileName(file).StartsWith("variables.data", StringComparison.Ordinal))
            {
                change?.Invoke(bytes);
            }

            File.WriteAllBytes(target, bytes);
            File.SetLastWriteTimeUtc(target, DateTime.UtcNow.AddDays(-1));
        }

        return _folder.File(Path.Combine("models", name));
    }

    private void Locked(string name, string frameworks, string models, string locked = "true")
    {
        Directory.CreateDirectory(PathOf(name));
        var manifest = Path.Combine(PathOf(name), "shapes_mobilenet.hubmodel.json");
        File.Copy(Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json"), manifest);
        File.SetLastWriteTimeUtc(manifest, DateTime.UtcNow.AddDays(-1));
        File.WriteAllText(Path.Combine(PathOf(name), name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>{frameworks}</TargetFrameworks>
                <HubLockedMode>{locked}</HubLockedMode>
                <HubModelFolders>{models}</HubModelFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="HubAnalyzers" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
    }

    [GeneratedRegex(@"^(?<file>[^(:]+|[A-Za-z]:[^(:]+)(?<rest>(\([\d,]+\))?\s?: (warning|error) .*) \[(?<project>[^\[\]]+?)(::[^\[\]]*)?\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Message();
}
