using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Docs.Tests.Pictures;

/// <summary>The picture in the README is samples/Frozen as the rules find it, and says what the build says.</summary>
public sealed class WarningPictureTests
{
    private static readonly string _source = File.ReadAllText(Repository.PathOf("samples", "Frozen", "Program.cs"));
    private static readonly string _picture = Repository.PathOf("docs", "images", "warning.svg");

    [Fact]
    public async Task The_picture_is_drawn_from_the_sample_and_what_the_rules_say_of_it()
    {
        var drawn = WarningPicture.Draw("samples/Frozen/Program.cs", _source, await Warnings(), [.. Enumerable.Range(10, 8), .. Enumerable.Range(20, 7)]);
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_picture)!);
            File.WriteAllText(_picture, drawn);
            return;
        }

        Assert.True(File.Exists(_picture) && drawn == File.ReadAllText(_picture).ReplaceLineEndings("\n"), $"{_picture} is out of date; ACCEPT_SNAPSHOTS=1 draws it again.");
    }

    [Fact]
    public async Task The_rules_say_here_what_a_build_with_the_packages_says()
    {
        // What ConsumerTests, in the tests of the packages, compares with a real build.
        var built = File.ReadAllLines(Repository.PathOf("tests", "HubAnalyzers.Package.Tests", "ConsumerTests.The_frozen_sample_draws_a_warning_for_each_request_that_cannot_hold.verified.txt"));
        Assert.Equal(built.Select(static l => l[..l.LastIndexOf(" (", StringComparison.Ordinal)]), (await Warnings()).Select(static w => $"Program.cs({w.Line},{w.Column}): warning {w.Id}: {w.Message}"));
    }

    private static async Task<IReadOnlyList<Warning>> Warnings()
    {
        AdditionalText[] manifests =
        [
            Manifest("FineTune", "shapes_mobilenet.hubmodel.json"),
            Manifest("Frozen", "half_plus_two.hubmodel.json"),
        ];
        const string EntryPoint = "\ninternal static class EntryPoint { private static void Main() { } }\n";
        var diagnostics = await SampleRun.DiagnosticsOf(_source.Replace("HubAnalyzers.Samples.Frozen.HubModels", "MyProject.HubModels", StringComparison.Ordinal) + EntryPoint, manifests, [], withTensorFlowNet: false);
        return [.. diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Warning).Select(static d => (d, At: d.Location.GetLineSpan()))
            .Select(static d => new Warning(d.At.StartLinePosition.Line + 1, d.At.StartLinePosition.Character + 1, d.d.Location.SourceSpan.Length, d.d.Id, d.d.GetMessage()))];
    }

    private static TestAdditionalText Manifest(string sample, string name) => new("/app/" + name, File.ReadAllText(Repository.PathOf("samples", sample, name)));
}
