using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// C# identifiers from text that anyone may have written. Narrower than the language: no escapes, no invisible characters (C# takes
/// them but ignores them in comparisons), no keyword of any version.
/// </summary>
internal static class Identifiers
{
    // The compiler refuses 512 characters; a suffix, "Scope" and "get_" must still fit.
    private const int Longest = 128;

    /// <summary>One part of a manifest's accessor: itself where it is a good identifier, otherwise the nearest in Pascal case.</summary>
    public static string Part(string text) => IsGood(text) ? text : FromText(text);

    /// <summary>An identifier in Pascal case: "expanded_conv_16" → "ExpandedConv16".</summary>
    public static string FromText(string text)
    {
        var name = AccessorNames.Identifier(WithoutTroublemakers(text));
        return name.Length <= Longest ? name : name.Substring(0, Longest) + "_" + AccessorNames.Suffix(text);
    }

    public static bool IsStart(char c) => c == '_' || (!IsBlankLetter(c) && Category(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber);

    public static bool IsPart(char c) => IsStart(c) || Category(c) == UnicodeCategory.DecimalDigitNumber;

    private static bool IsGood(string text) =>
        text.Length is > 0 and <= Longest &&
        IsStart(text[0]) &&
        text.All(IsPart) &&
        text.IsNormalized(NormalizationForm.FormC) &&
        SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None &&
        SyntaxFacts.GetContextualKeywordKind(text) == SyntaxKind.None &&
        // Names that the compiler gives to the accessors of other properties.
        !text.StartsWith("get_", StringComparison.Ordinal) &&
        !text.StartsWith("set_", StringComparison.Ordinal);

    private static UnicodeCategory Category(char c) => CharUnicodeInfo.GetUnicodeCategory(c);

    /// <summary>The Hangul fillers: letters to Unicode, nothing to the eye.</summary>
    public static bool IsBlankLetter(char c) => c is '\u115f' or '\u1160' or '\u3164' or '\uffa0';

    // Normalization throws on half a surrogate pair, and whole pairs stand in no C# identifier.
    private static string WithoutTroublemakers(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(char.IsSurrogate(c) || IsBlankLetter(c) ? '-' : c);
        }

        return clean.ToString();
    }
}
