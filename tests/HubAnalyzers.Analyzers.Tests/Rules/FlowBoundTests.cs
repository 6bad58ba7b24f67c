using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Testing;

/// <summary>What a body may cost is counted in steps, and a body that costs more gives nothing.</summary>
public sealed class FlowBoundTests
{
    [Fact]
    public void A_common_body_takes_few_steps()
    {
        var (budget, findings) = Analyze("var model = HubModel.Load(\"frozen_net\"); foreach (var layer in model.Layers) { if (layer is BatchNormLayer) { continue; } layer.Trainable = true; }");

        Assert.NotEmpty(findings.All);
        Assert.InRange(budget.Steps, 1, 200);
    }

    [Fact]
    public void A_pathological_body_ends_at_the_bound_and_gives_nothing()
    {
        // Each loop's assignments reach the heads of all loops around it, and each variable takes its value from the next.
        const int Depth = 60;
        var text = new StringBuilder("var model = HubModel.Load(\"frozen_net\"); model.Trainable = true;");
        for (var i = 0; i < Depth * 4; i++)
        {
            text.Append("HubModel? v").Append(i).Append(" = model;");
        }

        for (var i = 0; i < Depth; i++)
        {
            text.Append("while (v").Append(i).Append(" is not null) { try { ");
        }

        for (var i = (Depth * 4) - 1; i > 0; i--)
        {
            text.Append('v').Append(i).Append(" = v").Append(i - 1).Append(';');
        }

        text.Append("v0 = HubModel.Load(System.Console.ReadLine()!);");
        text.Append(string.Concat(Enumerable.Repeat("} catch { } }", Depth)));

        var (budget, findings) = Analyze(text.ToString());

        Assert.True(budget.IsSpent, $"{budget.Steps} steps");
        Assert.InRange(budget.Steps, FlowBudget.MostSteps, FlowBudget.MostSteps + 1_000);
        Assert.Empty(findings.All);
    }

    private static (FlowBudget Budget, Findings Findings) Analyze(string body)
    {
        var compilation = CompilationFactory.Create(HubReferences.Runtime, sources: "using HubAnalyzers.Runtime; class C { void M() { " + body + " } }");
        var catalog = ManifestCatalog.From([new TestAdditionalText("/frozen_net.hubmodel.json", RuleTest.FrozenNet)], CancellationToken.None);
        var method = compilation.SyntaxTrees.Single().GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        var operation = (IMethodBodyOperation)compilation.GetSemanticModel(method.SyntaxTree).GetOperation(method)!;
        var budget = new FlowBudget();
        var program = new ProgramFlow(compilation, LibrarySymbols.For(compilation, catalog)!);
        return (budget, program.FindingsOf(ControlFlowGraph.Create(operation), budget, CancellationToken.None)!);
    }
}
