using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Benchmarks.AnalyzerCost;

/// <summary>A project of a thousand files, some with code that the rules look at, with our analyzers and Meziantou's.</summary>
internal sealed class GeneratedProject : IDisposable
{
    /// <summary>How many of its files have code that the rules look at, where any has.</summary>
    public const int FilesWithHubCode = 50;

    private const int Files = 1000;

    public GeneratedProject(HubUse use)
    {
        Use = use;
        Folder = Directory.CreateTempSubdirectory("hub-cost-").FullName;

        // Nothing of the surrounding folders may reach into it.
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(Folder, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(Folder, "Generated.csproj"), Project(use));
        for (var i = 0; i < Files; i++)
        {
            File.WriteAllText(Path.Combine(Folder, $"Type{i}.cs"), use == HubUse.Code && i % (Files / FilesWithHubCode) == 0 ? HubCode(i) : PlainCode(i));
        }

        if (use == HubUse.Code)
        {
            File.Copy(Repository.PathOf("benchmarks", "Rules", "Manifests", "mobilenet_v2.hubmodel.json"), Path.Combine(Folder, "mobilenet_v2.hubmodel.json"));
        }
    }

    /// <summary>How much it has to do with models.</summary>
    public HubUse Use { get; }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Project(HubUse use)
    {
        var references = use != HubUse.None
            ? string.Concat(new[] { "AbstractionsPath", "RuntimePath", "TorchSharpPath" }.Select(static key => $"    <Reference Include=\"{Metadata(key)}\" />\n"))
            : "";
        var package = Repository.PathOf("src", "HubAnalyzers.Package", "build") + Path.DirectorySeparatorChar;
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RootNamespace>App</RootNamespace>
                <UseSharedCompilation>false</UseSharedCompilation>
                <!-- Outside the compiler, and its task is in the package only. -->
                <HubVerifyModels>false</HubVerifyModels>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Meziantou.Analyzer" Version="3.0.*" PrivateAssets="all" />
                <Analyzer Include="{Metadata("AnalyzersPath")};{Metadata("CodeFixesPath")}" />
            {references}  </ItemGroup>
              <Import Project="{package}HubAnalyzers.props" />
              <Import Project="{package}HubAnalyzers.targets" />
            </Project>

            """;
    }

    // Ordinary code with what analyzers look at: strings, collections, LINQ, async, disposables.
    private static string PlainCode(int number) => Fill(
        """
        using System.Globalization;
        using System.Text;

        namespace App.Orders;

        public sealed record Item#(string Name, decimal Price, int Count);

        public interface IStore#
        {
            Task<IReadOnlyList<Item#>> LoadAsync(string customer, CancellationToken cancellationToken);
        }

        public sealed class Basket#(IStore# store)
        {
            private readonly Dictionary<string, Item#> _items = new(StringComparer.OrdinalIgnoreCase);

            public bool Trainable { get; set; }

            public decimal Total => _items.Values.Sum(static i => i.Price * i.Count);

            public async Task FillAsync(string customer, CancellationToken cancellationToken)
            {
                foreach (var item in await store.LoadAsync(customer, cancellationToken).ConfigureAwait(false))
                {
                    if (item.Count <= 0)
                    {
                        continue;
                    }

                    _items[item.Name] = _items.TryGetValue(item.Name, out var before) ? before with { Count = before.Count + item.Count } : item;
                }

                Trainable = _items.Count > #;
            }

            public string Describe(IFormatProvider? format = null)
            {
                var text = new StringBuilder();
                foreach (var item in _items.Values.OrderByDescending(static i => i.Price).ThenBy(static i => i.Name, StringComparer.Ordinal).Take(#))
                {
                    text.Append(item.Name).Append(": ").AppendLine(item.Price.ToString("F2", format ?? CultureInfo.InvariantCulture));
                }

                return text.Length == 0 ? "nothing" : text.ToString().Trim();
            }

            public static int Parse(string text)
            {
                try
                {
                    return text switch
                    {
                        "" => 0,
                        ['-', .. var rest] => -int.Parse(rest, CultureInfo.InvariantCulture),
                        _ => int.Parse(text, CultureInfo.InvariantCulture),
                    };
                }
                catch (FormatException)
                {
                    return #;
                }
            }
        }

        """, number);

    private static string HubCode(int number) => Fill(
        """
        using App.HubModels;
        using HubAnalyzers;
        using HubAnalyzers.Runtime;

        namespace App.Training;

        public sealed class Trainer# : IDisposable
        {
            private readonly MobilenetV2 _net = MobilenetV2.Load();

            public void Prepare(bool deep)
            {
                _net.ExpandedConv16.Expand.Trainable = true;
                _net.ExpandedConv16.ExpandBn.Trainable = true;
                foreach (var layer in _net.Layers)
                {
                    if (layer is BatchNormLayer || layer.Trainability != Trainability.Trainable)
                    {
                        continue;
                    }

                    layer.Trainable = deep;
                }

                var model = HubModel.Load("https://tfhub.dev/google/imagenet/mobilenet_v2_050_96/feature_vector/5");
                model.GetLayer("mobilenet_v2/stem").Trainable = true;
                Switch(model.Layers["mobilenet_v2/expanded_conv_16/project"]);
            }

            public FineTuneResult Train(LabelledImages images)
            {
                using var head = new ClassificationHead(_net, classes: 2 + #);
                var options = new FineTuneOptions
                {
                    Stages =
                    [
                        new FineTuneStage("head", Epochs: 5, LearningRate: 1e-3),
                        new FineTuneStage("block", Epochs: 2, LearningRate: 1e-4) { Layers = [_net.ExpandedConv16.Project] },
                    ],
                };
                return new FineTuner(_net, head).Train(images, images, options);
            }

            public void Dispose() => _net.Dispose();

            private static void Switch(HubLayer layer) => layer.Trainable = true;
        }

        """, number);

    private static string Fill(string template, int number) => template.Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string Metadata(string key) => typeof(GeneratedProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
