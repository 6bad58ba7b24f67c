using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>Places in the expressions that make known objects.</summary>
internal static class Syntaxes
{
    /// <summary>The argument for a parameter; the whole expression where it is left out.</summary>
    public static SyntaxNode ArgumentOf(ObjectDenotation made, string parameter, int ordinal)
    {
        var arguments = made.Syntax switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
            InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments,
            _ => default,
        };
        var named = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter);
        return (named ?? (ordinal < arguments.Count && arguments[ordinal].NameColon is null ? arguments[ordinal] : null))?.Expression ?? made.Syntax;
    }
}
