using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Code that can be called and whose body is at hand.</summary>
internal abstract record Callable;

/// <summary>A lambda, in the body that holds it.</summary>
internal sealed record LambdaCallable(BodyFlow Body, ControlFlowGraph Graph, IFlowAnonymousFunctionOperation Operation) : Callable;

/// <summary>A local function, in the body that holds it.</summary>
internal sealed record LocalFunctionCallable(BodyFlow Body, ControlFlowGraph Graph, IMethodSymbol Method) : Callable;

/// <summary>A method or accessor.</summary>
internal sealed record MethodCallable(IMethodSymbol Method) : Callable;
