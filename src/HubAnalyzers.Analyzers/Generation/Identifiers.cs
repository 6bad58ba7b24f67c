using System;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// C# identifiers from text that anyone may have written. Narrower than the language: no escapes, no invisible characters (C# takes
/// them but ignores them in comparisons), no keyword of any version.
/// </summary>
internal static class Identifiers
{
    // The compiler refuses 512 characters; a suffix, "Scope" and "get_" must still fit.
    private const int Longest = 256;

    /// <summary>One part of a manifest's accessor: itself where it is a good identifier, otherwise the nearest in Pascal case.</summary>
    public static string Part(string text) => IsGood(text) ? text : AccessorNames.Identifier(text);

    private static bool IsGood(string text) =>
        text.Length is > 0 and <= Longest &&
        AccessorNames.IsStart(text[0]) &&
        text.All(AccessorNames.IsPart) &&
        SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None &&
        SyntaxFacts.GetContextualKeywordKind(text) == SyntaxKind.None &&
        // Names that the compiler gives to the accessors of other properties.
        !text.StartsWith("get_", StringComparison.Ordinal) &&
        !text.StartsWith("set_", StringComparison.Ordinal);
}
