using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using HubAnalyzers.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.Testing;

/// <summary>Which fixes there are, found as an editor finds them.</summary>
public sealed class FixProvidersTests
{
    private static readonly IReadOnlyList<Type> _providers = [.. typeof(HubCodeFixProvider).Assembly.GetTypes().Where(static t => !t.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(t))];

    [Fact]
    public void Every_rule_whose_page_promises_a_fix_in_code_has_one_and_no_other_rule_has()
    {
        var promised = RulePage.Ids.Where(static id => RulePage.Of(id).Fix is not ("none" or "run `dotnet hub add` again"));
        Assert.Equal(promised, Instances().SelectMany(static p => p.FixableDiagnosticIds).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_provider_is_exported_and_can_fix_all()
    {
        Assert.All(_providers, static t => Assert.Equal(t.Name, t.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Name));
        Assert.All(Instances(), static p => Assert.NotNull(p.GetFixAllProvider()));
    }

    /// <summary>[Shared] would bind the assembly to one version of System.Composition, which a host need not have.</summary>
    [Fact]
    public void No_provider_needs_a_version_of_System_Composition() =>
        Assert.All(_providers, static t => Assert.DoesNotContain(t.CustomAttributes, static a => a.AttributeType.FullName == "System.Composition.SharedAttribute"));

    private static IEnumerable<CodeFixProvider> Instances() => _providers.Select(static t => (CodeFixProvider)Activator.CreateInstance(t)!);
}
