using System;
using System.IO;

namespace HubAnalyzers.SavedModel.Pages;

/// <summary>The frame of a page that needs nothing but itself: no network, no fonts, and the look that all pages share.</summary>
internal static class HtmlPage
{
    /// <summary>Everything up to the page's content.</summary>
    /// <param name="title">The title.</param>
    /// <param name="style">What the page adds to the shared style.</param>
    /// <param name="allowed">What the page may hold besides text and style, as parts of a content security policy.</param>
    public static HtmlText Begin(string title, string style, string allowed)
    {
        // The policy makes sure that not even a hostile name could fetch anything.
        return new HtmlText().Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; {allowed}; base-uri 'none'; form-action 'none'\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
            .Value(title).Raw("</title>\n<style>\n").Raw(Resource(typeof(HtmlPage), "pages/page.css")).Raw(style).Raw("</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>A name and a value in a page's list of facts.</summary>
    public static void Fact(HtmlText html, string name, string value, bool isWrong = false, bool isCode = false) =>
        html.Raw(isWrong ? "<div class=\"wrong\"><dt>" : "<div><dt>").Value(name).Raw(isCode ? "</dt><dd class=\"mono\">" : "</dt><dd>").Value(value).Raw("</dd></div>\n");

    /// <summary>A text that an assembly carries, with this program's line ends.</summary>
    public static string Resource(Type owner, string name)
    {
        using var reader = new StreamReader(owner.Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
