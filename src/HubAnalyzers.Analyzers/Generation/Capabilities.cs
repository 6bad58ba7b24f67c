using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>All that the generator wants to know of a compilation: values, no symbols, so that a keystroke changes nothing.</summary>
/// <param name="Offers">What its references offer, all together.</param>
/// <param name="Nullable">Whether the language has nullable reference types (C# 8).</param>
internal sealed record Capabilities(ReferenceOffers Offers, bool Nullable)
{
    public bool Facts => Offers.HasFlag(ReferenceOffers.Facts);

    public bool Runtime => Offers.HasFlag(ReferenceOffers.Runtime);

    public bool KerasLayer => Offers.HasFlag(ReferenceOffers.KerasLayer);

    public static Capabilities Of(ImmutableArray<ReferenceOffers> references, ParseOptions options)
    {
        var offers = ReferenceOffers.None;
        foreach (var reference in references)
        {
            offers |= reference;
        }

        return new Capabilities(offers, options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 });
    }
}
