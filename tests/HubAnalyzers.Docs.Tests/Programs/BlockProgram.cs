using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HubAnalyzers.Docs.Tests.Markdown;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Docs.Tests.Programs;

/// <summary>
/// A C# block as the program that it stands for: a program of its own, a file of types, or, where a comment says what is given, the
/// body of a method with these parameters.
/// </summary>
internal static class BlockProgram
{
    private static readonly IReadOnlyList<AdditionalText> _manifests =
    [
        .. PageModels.Manifests,
        new TestAdditionalText("/app/net.hubmodel.json", ManifestText.Of("net", ManifestText.Layer("net/block_1/expand", "Block1.Expand"), ManifestText.Layer("net/conv", "Conv"))),
    ];

    /// <summary>What the compiler refuses and what the rules find and no comment claims, or the other way round; nothing where the block keeps its word.</summary>
    public static async Task<IReadOnlyList<string>> Problems(Block block)
    {
        var (program, before) = Whole(block);
        try
        {
            // What the editor only offers (hidden) is no mistake of a page.
            var found = (await SampleRun.DiagnosticsOf(program, _manifests, block.Words.Where(static w => w.Contains('=')), block.Words.Contains("tensorflow.net")))
                .Where(static d => d.Severity > DiagnosticSeverity.Hidden)
                .Select(d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1 - before}: {d.Id}").Distinct().ToList();
            return [.. found.Except(block.Claims).Select(d => $"{block.Place}, line {d}, which no comment claims"), .. block.Claims.Except(found).Select(d => $"{block.Place}, line {d} is claimed and not found")];
        }
        catch (Xunit.Sdk.XunitException e)
        {
            return [$"{block.Place} does not compile: {e.Message}"];
        }
    }

    /// <summary>The program, and how many lines of it come before the block's first.</summary>
    private static (string Text, int Before) Whole(Block block)
    {
        if (block.Given is null)
        {
            var root = CSharpSyntaxTree.ParseText(block.Text).GetCompilationUnitRoot();
            return (root.Members.Any(static m => m is GlobalStatementSyntax) ? block.Text : block.Text + EntryPoint, 0);
        }

        // Usings stand before the class; their lines stay, empty, in the method.
        var lines = block.Text.TrimEnd('\n').Split('\n');
        var usings = lines.TakeWhile(static l => l.Length == 0 || (l.StartsWith("using ", StringComparison.Ordinal) && !l.Contains('=', StringComparison.Ordinal) && !l.Contains('(', StringComparison.Ordinal))).ToList();
        var method = block.Text.Contains("await ", StringComparison.Ordinal) ? "async System.Threading.Tasks.Task" : "void";
        string[] head = [.. usings.Where(static l => l.Length > 0), "internal static class Block", "{", $"static {method} Of({block.Given})", "{"];
        return (string.Join('\n', [.. head, .. usings.Select(static _ => ""), .. lines.Skip(usings.Count), "}", "}"]) + EntryPoint, head.Length);
    }

    private const string EntryPoint = "\ninternal static class EntryPoint { private static void Main() { } }\n";
}
