using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HubAnalyzers.Testing;
using HubAnalyzers.Tool.Html;

namespace HubAnalyzers.Tool.Tests.Html;

public sealed partial class ModelPageTests
{
    [Fact]
    public void Every_layer_is_a_square_of_the_map_and_a_row_of_the_table_that_say_the_same()
    {
        var model = Manifests.Carried;
        var page = ModelPage.Of(model);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            var layer = model.Layers[i];
            var state = Words.Of(layer.Trainability);
            Assert.Single(Regex.Matches(page, $"<a class=\"block fill {state}\" href=\"#layer-{i}\" [^>]*aria-label=\"{Regex.Escape(layer.Name)}, "));
            Assert.Single(Regex.Matches(page, $"<tr id=\"layer-{i}\" class=\"{state}\" data-position=\"{i + 1}\" data-parameters=\"{layer.Parameters}\""));
        }

        Assert.Equal(model.Layers.Count, BlockSides().Count(page));
    }

    [Fact]
    public void The_area_of_a_square_is_the_number_of_parameters_down_to_a_smallest_square()
    {
        var model = Manifests.Carried;
        var sides = BlockSides().Matches(ModelPage.Of(model)).Select(static m => double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var most = model.Layers.Max(static l => l.Parameters);
        for (var i = 0; i < sides.Count; i++)
        {
            Assert.Equal(Math.Max(11, 76 * Math.Sqrt((double)model.Layers[i].Parameters / most)), sides[i], 1);
        }
    }

    [Fact]
    public void Trainability_is_told_in_words_too_not_in_colour_alone()
    {
        var page = ModelPage.Of(Manifests.Carried);
        Assert.Contains("trainable: 75,136 parameters in 25 layers", page, StringComparison.Ordinal);
        Assert.Contains("frozen: 1,930 parameters in 1 layer<", page, StringComparison.Ordinal);
        Assert.Equal(25, Regex.Count(page, "</span>trainable</span></td>"));
    }

    [Fact]
    public void Names_from_a_hostile_model_stay_text()
    {
        const string evil = "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>\" onfocus=\"alert(3)' {{x}} </style>";
        var model = Manifests.Changed(m =>
        {
            m["model"]!["handle"] = evil;
            m["model"]!["name"] = evil;
            m["model"]!["tensorflowVersion"] = evil;
            m["trainability"]!["why"] = evil;
            m["trainability"]!["reason"] = evil;
            m["interface"]!["inputs"]![0]!["name"] = evil;
            m["interface"]!["outputs"]![0]!["dtype"] = evil;
            var layer = m["layers"]![0]!;
            m.Rename((string)layer["name"]!, evil + "/" + evil, "Evil");
            layer["why"] = evil;
            layer["reason"] = evil;
            var variable = m["variables"]![0]!;
            variable["name"] = evil;
            variable["dtype"] = evil;
            variable["evidence"]!["node"] = evil;
        });
        var page = ModelPage.Of(model);
        var carried = ModelPage.Of(Manifests.Carried);
        Assert.Equal(Regex.Count(carried, "<script"), Regex.Count(page, "<script"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onfocus=", page, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(page, "</style>"));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_fetches_nothing_and_says_so_to_the_browser()
    {
        var page = ModelPage.Of(Manifests.Carried);
        Assert.Contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">", page, StringComparison.Ordinal);
        Assert.Equal(0, Regex.Count(page, "(src|href|action|data)=\"(?!#)"));
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("fetch(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", page, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("mnv1-openmv-complete", "&#9679; fully trainable")]
    [InlineData("klayer-mnv2-catsdogs-tf24", "&#9680; partly trainable")]
    [InlineData("yamnet-tf23", "&#9675; not trainable")]
    [InlineData("hub-half-plus-two-v1", "&#9675; not trainable")]
    public void Every_verdict_has_its_page(string name, string badge)
    {
        using var folder = new TempFolder();
        ToolRun.Of("inspect", SharedModels.Require(name), "--format", "html", "-o", folder.File("page.html")).Done();
        var page = File.ReadAllText(folder.File("page.html"));
        Assert.Contains(badge, page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_model_gives_the_same_page() => Assert.Equal(ModelPage.Of(Manifests.Carried), ToolRun.Of("inspect", CarriedModel.Folder, "--format", "html").Done());

    [GeneratedRegex("--side:([0-9.]+)px")]
    private static partial Regex BlockSides();
}
