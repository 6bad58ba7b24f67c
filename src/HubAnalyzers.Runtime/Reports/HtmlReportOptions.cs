using System;

namespace HubAnalyzers.Runtime;

/// <summary>What an <see cref="HtmlReport"/> holds.</summary>
public sealed record HtmlReportOptions
{
    /// <summary>The name of the receipt beside the page, which the page then links; null links none.</summary>
    public string? ReceiptFile { get; init; }

    /// <summary>The most mistakes that are shown, from 0 to <see cref="Evaluation.MaxMistakes"/>. A picture is of up to 96 pixels a side.</summary>
    public int MaxThumbnails { get; init; } = Evaluation.MaxMistakes;

    internal void Check()
    {
        if (MaxThumbnails is < 0 or > Evaluation.MaxMistakes)
        {
            throw new ArgumentException($"MaxThumbnails is {MaxThumbnails}; it must be from 0 to {Evaluation.MaxMistakes}.", nameof(MaxThumbnails));
        }

        if (ReceiptFile is { } file && (file.Length == 0 || file.AsSpan().ContainsAny('/', '\\')))
        {
            throw new ArgumentException($"ReceiptFile is '{file}'; it must be the name of a file beside the page.", nameof(ReceiptFile));
        }
    }
}
