using System;
using System.Globalization;
using HubAnalyzers.Benchmarks.AnalyzerCost;

// dotnet run -c Release --project benchmarks/AnalyzerCost             three builds of each project
// dotnet run -c Release --project benchmarks/AnalyzerCost -- 5        five
// Prints ratios and ends with 1 where the median of one is above its goal.
const string Ours = "HubAnalyzers.Analyzers";
const string Theirs = "Meziantou.Analyzer";
var runs = args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 3;

using var withHubCode = new GeneratedProject(HubUse.Code);
using var withReference = new GeneratedProject(HubUse.Reference);
using var without = new GeneratedProject(HubUse.None);
var ofTheirs = new Ratios($"1,000 files, Hub code in {GeneratedProject.FilesWithHubCode}: share of {Theirs}'s time", goal: 0.25);
var referenced = new Ratios("1,000 files, Hub packages referenced and not used: share of the compile time", goal: 0.01);
var ofCompiler = new Ratios("1,000 files, no Hub reference: share of the compile time", goal: 0.01);
for (var run = 0; run < runs; run++)
{
    var report = Build(withHubCode);
    if (report.Findings < GeneratedProject.FilesWithHubCode)
    {
        throw new InvalidOperationException($"Only {report.Findings} findings: what was measured is not the rules at work.");
    }

    ofTheirs.Add(report.SecondsOf(Ours) / report.SecondsOf(Theirs));
    report = Build(withReference);
    referenced.Add(report.SecondsOf(Ours) / report.CompilerSeconds);
    report = Build(without);
    ofCompiler.Add(report.SecondsOf(Ours) / report.CompilerSeconds);
}

Console.WriteLine(ofTheirs);
Console.WriteLine(referenced);
Console.WriteLine(ofCompiler);
return ofTheirs.IsMet && referenced.IsMet && ofCompiler.IsMet ? 0 : 1;

static BuildReport Build(GeneratedProject project)
{
    var report = BuildReport.Of(project.Folder);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{project.Use}: {Ours} {report.SecondsOf(Ours):F3} s, {Theirs} {report.SecondsOf(Theirs):F3} s, compiler {report.CompilerSeconds:F1} s, {report.Findings} findings"));
    return report;
}
