using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Analyzers.Manifests;
using HubAnalyzers.Benchmarks.Generator;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version}, .NET {Environment.Version}, {Environment.ProcessorCount} processors");
foreach (var references in new[] { HubReferences.Facts, HubReferences.Runtime })
{
    // Once for the just-in-time compiler.
    Measure(references, manifests: 2, layers: 50, print: false);
    Measure(references, manifests: 1, layers: 10_000);
    Measure(references, manifests: 100, layers: 100);
}

static void Measure(HubReferences references, int manifests, int layers, bool print = true)
{
    var compilation = CompilationFactory.Create(references, sources: ["class Program { }", "class Other { }"]);
    var texts = Enumerable.Range(0, manifests).Select(i => Manifests.Text($"net{i}", layers)).ToList();
    var files = texts.Select(static (text, i) => new TestAdditionalText($"net{i}.hubmodel.json", text)).ToList();

    var empty = Driver(compilation, []).RunGenerators(compilation);
    var read = Time(() => texts.ForEach(static t => ManifestReader.Read(SourceText.From(t))));
    var before = Retained();
    var model = files.Select(static f => ManifestCatalog.Parse(f.GetText()).Model!).ToList();
    var models = Retained() - before;
    GC.KeepAlive(model);

    GeneratorDriver driver = Driver(compilation, files);
    var cold = Time(() => driver = driver.RunGenerators(compilation));
    var generated = driver.GetRunResult().GeneratedTrees;
    var tables = Retained() - before - models;
    var parse = Time(() => { foreach (var tree in generated) { _ = CSharpSyntaxTree.ParseText(tree.GetText(), (CSharpParseOptions)tree.Options).GetRoot(); } });
    var keystroke = Keystroke(driver, compilation);
    var keystrokeWithout = Keystroke(empty, compilation);
    if (!print)
    {
        return;
    }

    Console.WriteLine();
    Console.WriteLine($"{references}, {manifests:N0} manifests of {layers:N0} layers: {texts.Sum(static t => (long)t.Length):N0} characters of JSON, {generated.Sum(static t => (long)t.Length):N0} of C#");
    Console.WriteLine($"  reading the manifests            {read,10:N1} ms");
    Console.WriteLine($"  first run                        {cold,10:N1} ms   {cold / parse,6:N2} x the compiler's time to parse what is generated ({parse:N1} ms)");
    Console.WriteLine($"  keystroke in another file        {keystroke,10:N3} ms   {keystroke / keystrokeWithout,6:N2} x the same without manifests ({keystrokeWithout:N3} ms); steps: {Reasons(compilation, files)}");
    Console.WriteLine($"  kept: the manifests' models      {models / 1048576.0,10:N1} MiB  {models / (double)texts.Sum(static t => 2L * t.Length),6:N2} x the text");
    Console.WriteLine($"  kept: the driver's tables        {tables / 1048576.0,10:N1} MiB  (generated text and its trees, which the compiler keeps, among them)");
}

static double Keystroke(GeneratorDriver driver, CSharpCompilation compilation)
{
    const int Rounds = 101;
    var times = new List<double>();
    for (var i = 0; i < Rounds; i++)
    {
        var edited = Edit(compilation, i);
        times.Add(Time(() => driver = driver.RunGenerators(edited)));
    }

    return times.Order().ElementAt(Rounds / 2);
}

// With a driver of its own: an editor's does not record the reasons, and to record them costs more than the run.
static string Reasons(CSharpCompilation compilation, IEnumerable<AdditionalText> files)
{
    var result = Driver(compilation, files, track: true).RunGenerators(compilation).RunGenerators(Edit(compilation, 0)).GetRunResult().Results.Single();
    return string.Join(", ", result.TrackedSteps
        .Concat(result.TrackedOutputSteps).SelectMany(static s => s.Value).SelectMany(static s => s.Outputs)
        .GroupBy(static o => o.Reason).Select(static g => $"{g.Count():N0} {g.Key}"));
}

static CSharpCompilation Edit(CSharpCompilation compilation, int round) => compilation.ReplaceSyntaxTree(
    compilation.SyntaxTrees[0],
    CSharpSyntaxTree.ParseText($"class Program {{ int _edit{round}; }}", (CSharpParseOptions)compilation.SyntaxTrees[0].Options, "File0.cs"));

static GeneratorDriver Driver(CSharpCompilation compilation, IEnumerable<AdditionalText> files, bool track = false) => CSharpGeneratorDriver.Create(
    [new HubModelGenerator().AsSourceGenerator()],
    files,
    (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
    new TestOptionsProvider(new Dictionary<string, string> { ["RootNamespace"] = "App" }),
    new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

static double Time(Action action)
{
    var watch = Stopwatch.StartNew();
    action();
    return watch.Elapsed.TotalMilliseconds;
}

static long Retained()
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    return GC.GetTotalMemory(forceFullCollection: true);
}
