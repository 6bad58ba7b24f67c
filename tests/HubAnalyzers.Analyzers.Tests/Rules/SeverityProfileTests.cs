using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using HubAnalyzers.Analyzers.Rules;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Tests.Rules;

/// <summary>The profiles behind <c>HubEnforcement</c> say of every rule what they must; ACCEPT_SNAPSHOTS=1 writes them anew.</summary>
public sealed class SeverityProfileTests
{
    [Fact]
    public void Suggest_lowers_every_warning_to_a_suggestion() => Check("suggest", "warnings become suggestions", "suggestion");

    [Fact]
    public void Strict_raises_every_warning_to_an_error() => Check("strict", "warnings become errors", "error");

    [Fact]
    public void Warn_leaves_every_rule_as_it_comes() =>
        Assert.DoesNotContain(File.ReadAllLines(PathOf("warn")), static line => line.StartsWith("dotnet_", StringComparison.Ordinal));

    private static void Check(string profile, string effect, string severity)
    {
        var expected = string.Concat(
            $"# HubEnforcement = {profile}: {effect}. An .editorconfig, or a global config of a higher level, wins.\n",
            "is_global = true\nglobal_level = -100\n\n",
            string.Concat(Warnings().Select(id => $"dotnet_diagnostic.{id}.severity = {severity}\n")));
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(PathOf(profile), expected);
        }

        Assert.Equal(expected, File.ReadAllText(PathOf(profile)).ReplaceLineEndings("\n"));
    }

    // HUB0091 is reported by the build, outside the compiler, where no such file is read.
    private static IEnumerable<string> Warnings() => typeof(Descriptors)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(static field => (DiagnosticDescriptor)field.GetValue(null)!)
        .Where(static d => d.DefaultSeverity == DiagnosticSeverity.Warning && d.Id != Rulebook.ManifestDrift)
        .Select(static d => d.Id)
        .Order(StringComparer.Ordinal);

    private static string PathOf(string profile) => Repository.PathOf("src", "HubAnalyzers.Package", "profiles", profile + ".globalconfig");
}
