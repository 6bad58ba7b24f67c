using System.Collections.Generic;
using System.Collections.Immutable;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>A rule, or a family of rules that look at the same findings.</summary>
internal abstract class Rule
{
    /// <summary>All rules that look at what the flow of a body finds.</summary>
    public static readonly ImmutableArray<Rule> All = ImmutableArray.Create<Rule>(
        new TrainableRequestRules(),
        new UnknownLayerRule(),
        new DiscardedChoiceRule(),
        new UntrainedHeadRule(),
        new LearningRateRule(),
        new HandleRules(),
        new InputRule(),
        new HeadRule(),
        new TensorFlowNetRules(),
        new BatchNormOfFrozenModelRule(),
        new TypedAccessorRule());

    /// <summary>What it reports.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>What is wrong with a body.</summary>
    public abstract IEnumerable<Diagnostic> Check(Findings findings, RuleContext context);
}

/// <summary>What a rule may ask besides the findings.</summary>
/// <param name="Symbols">The libraries and manifests.</param>
/// <param name="BatchNormPolicy">What the file's options allow for batch normalization.</param>
/// <param name="MaxLearningRate">The bound that the file's options set; null for the rule's own.</param>
internal sealed record RuleContext(LibrarySymbols Symbols, BatchNormPolicyOption BatchNormPolicy, double? MaxLearningRate);
