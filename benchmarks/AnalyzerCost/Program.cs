using System;
using System.Globalization;
using HubAnalyzers.Benchmarks.AnalyzerCost;

// dotnet run -c Release --project benchmarks/AnalyzerCost
// Prints two ratios, each of one build, and ends with 1 where one is above its goal.
const string Ours = "HubAnalyzers.Analyzers";
const string Theirs = "Meziantou.Analyzer";
const double MostOfTheirs = 0.25;
const double MostOfCompiler = 0.01;

double ofTheirs, ofCompiler;
using (var project = new GeneratedProject(usesHub: true))
{
    var report = BuildReport.Of(project.Folder);
    ofTheirs = report.SecondsOf(Ours) / report.SecondsOf(Theirs);
    Print("1,000 files, Hub code in 50", report);
}

using (var project = new GeneratedProject(usesHub: false))
{
    var report = BuildReport.Of(project.Folder);
    ofCompiler = report.SecondsOf(Ours) / report.CompilerSeconds;
    Print("1,000 files, no Hub reference", report);
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Of {Theirs}'s time, with Hub code: {ofTheirs:F3} (goal: at most {MostOfTheirs})"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Of the compile time, with no Hub reference: {ofCompiler:P2} (goal: at most {MostOfCompiler:P0})"));
return ofTheirs <= MostOfTheirs && ofCompiler <= MostOfCompiler ? 0 : 1;

static void Print(string what, BuildReport report) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{what}: {Ours} {report.SecondsOf(Ours):F3} s, {Theirs} {report.SecondsOf(Theirs):F3} s, compiler {report.CompilerSeconds:F1} s"));
