using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Says in the <c>.editorconfig</c> nearest to the document, in a section that is for it, that gamma and beta may train.</summary>
internal sealed class SetBatchNormPolicy() : HubFix(
    $"Allow gamma and beta to train ({BatchNormPolicyOptions.Key} = {Policy} in .editorconfig)", Rulebook.BatchNorm)
{
    private const string Policy = "affine";
    private const string FileName = ".editorconfig";

    public override FixAllProvider All { get; } = new AllDocuments();

    public override async Task<bool> AppliesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // Under "affine" the request is one that the policy does not allow.
        var tree = await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false);
        return tree is not null && FolderOf(document) is not null &&
            BatchNormPolicyOptions.Read(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(tree)) == BatchNormPolicyOption.Frozen;
    }

    public override Task<Solution> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) => SetForAsync(document, cancellationToken);

    private static async Task<Solution> SetForAsync(Document document, CancellationToken cancellationToken)
    {
        if (NearestTo(document) is { } nearest)
        {
            var text = await nearest.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var changed = EditorConfigText.With(text.ToString(), BatchNormPolicyOptions.Key, Policy, heading => EditorConfigSection.Covers(heading, nearest.FilePath!, document.FilePath!));
            return document.Project.Solution.WithAnalyzerConfigDocumentText(nearest.Id, SourceText.From(changed, text.Encoding));
        }

        var folder = (document.Project.FilePath is { } project ? Path.GetDirectoryName(project) : null) ?? FolderOf(document)!;
        return document.Project.Solution.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(document.Project.Id), FileName, SourceText.From(EditorConfigText.With("", BatchNormPolicyOptions.Key, Policy, static _ => false)), filePath: Path.Combine(folder, FileName));
    }

    private static AnalyzerConfigDocument? NearestTo(Document document) => document.Project.AnalyzerConfigDocuments
        .Where(static c => c.FilePath is not null && Path.GetFileName(c.FilePath) == FileName)
        .Where(c => Contains(Path.GetDirectoryName(c.FilePath)!, FolderOf(document)!))
        .OrderByDescending(static c => c.FilePath!.Length)
        .FirstOrDefault();

    private static bool Contains(string folder, string other)
    {
        var prefix = folder.TrimEnd('/', '\\');
        return other.StartsWith(prefix, StringComparison.Ordinal) && (other.Length == prefix.Length || other[prefix.Length] is '/' or '\\');
    }

    private static string? FolderOf(Document document) => document.FilePath is { } path ? Path.GetDirectoryName(path) : null;

    private sealed class AllDocuments : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var documents = new List<DocumentId>();
            foreach (var document in DocumentsIn(fixAllContext))
            {
                if ((await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)).Any(static d => d.Id == Rulebook.BatchNorm))
                {
                    documents.Add(document.Id);
                }
            }

            return documents.Count == 0 ? null : CodeAction.Create(
                "Allow gamma and beta to train",
                async token =>
                {
                    var solution = fixAllContext.Solution;
                    foreach (var id in documents)
                    {
                        solution = await SetForAsync(solution.GetDocument(id)!, token).ConfigureAwait(false);
                    }

                    return solution;
                },
                equivalenceKey: nameof(SetBatchNormPolicy));
        }

        private static IEnumerable<Document> DocumentsIn(FixAllContext context) => context.Scope switch
        {
            FixAllScope.Document when context.Document is { } document => [document],
            FixAllScope.Project => context.Project.Documents,
            FixAllScope.Solution => context.Solution.Projects.Where(p => p.Language == context.Project.Language).SelectMany(static p => p.Documents),
            _ => [],
        };
    }
}
