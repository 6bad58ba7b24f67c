using System;
using System.IO;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Cards;

public sealed class ModelCardTests : IDisposable
{
    private const string Page = "# Module google/shapes/feature_vector/1\n\nFeature vectors of shapes.\n\n<!-- asset-path: legacy -->\n<!-- task: image-feature-vector -->\n<!-- fine-tunable: true -->\n<!-- format: saved_model_2 -->\n\n## Overview\n\nThe tag <!-- fine-tunable: false --> in a sentence is no tag.\n";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<!-- fine-tunable: true -->", true)]
    [InlineData("<!--fine-tunable:true-->", true)]
    [InlineData("<!--   fine-tunable  :  false   -->  ", false)]
    [InlineData(" <!-- fine-tunable: true -->", null)]
    [InlineData("<!-- fine-tunable true -->", null)]
    [InlineData("<!-- format: hub -->", null)]
    [InlineData("<!---->", null)]
    [InlineData("<!-->", null)]
    public void The_tag_is_a_line_of_its_own(string line, bool? fineTunable) =>
        Assert.Equal(fineTunable, ModelCard.Parse("# Module google/x/1\r\n\r\n" + line + "\r\n", "card").FineTunable);

    [Fact]
    public void A_page_names_its_model_and_its_format()
    {
        var card = ModelCard.Parse(Page, "card");
        Assert.Equal(("google/shapes/feature_vector/1", true, "saved_model_2"), (card.Name, card.FineTunable, card.Format));
    }

    [Theory]
    [InlineData("", "first line")]
    [InlineData("# Publisher google\n", "first line")]
    [InlineData("# Module a/b/1\n<!-- fine-tunable: maybe -->", "card(2): 'fine-tunable' is 'maybe'")]
    [InlineData("# Module a/b/1\n<!-- fine-tunable: true -->\n<!-- fine-tunable: false -->", "card(3)")]
    public void Anything_else_is_refused_with_the_place(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<HubModelFormatException>(() => ModelCard.Parse(text, "card")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_claim_stands_in_the_manifest_and_its_worth_in_the_table()
    {
        File.WriteAllText(_folder.File("card.md"), Page);
        Assert.Contains("card     the publisher says fine-tunable: true, and the bytes agree in part", ToolRun.Of("inspect", CarriedModel.Folder, "--card", _folder.File("card.md")).Done(), StringComparison.Ordinal);
        ToolRun.Of("add", CarriedModel.Folder, "--card", _folder.File("card.md"), "-o", _folder.Path).Done();
        Assert.True(ManifestFile.Read(_folder.File("shapes_mobilenet.hubmodel.json")).PublisherFlag);
    }

    [Fact]
    public void Whether_the_bytes_agree_stands_in_the_json_beside_the_claim()
    {
        File.WriteAllText(_folder.File("card.md"), Page.Replace("true", "false", StringComparison.Ordinal));
        Assert.Contains("\"publisherFlag\": false,\n    \"publisherAgrees\": false,", ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json", "--card", _folder.File("card.md")).Done(), StringComparison.Ordinal);
        Assert.DoesNotContain("publisherAgrees", ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json").Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_the_bytes_do_not_have_is_said_beside_the_answer()
    {
        File.WriteAllText(_folder.File("card.md"), Page.Replace("saved_model_2", "hub", StringComparison.Ordinal));
        var run = ToolRun.Of("inspect", CarriedModel.Folder, "--card", _folder.File("card.md"));
        Assert.Equal((ExitCodes.Done, _folder.File("card.md") + ": the page says format hub, but the bytes are saved_model_2\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData(true, TrainabilityVerdict.Full, "and the bytes agree")]
    [InlineData(true, TrainabilityVerdict.None, "but the bytes contradict: nothing can be trained")]
    [InlineData(false, TrainabilityVerdict.None, "and the bytes agree")]
    [InlineData(false, TrainabilityVerdict.Full, "but the bytes contradict: layers can be trained")]
    [InlineData(false, TrainabilityVerdict.Partial, "but the bytes contradict: layers can be trained")]
    [InlineData(true, TrainabilityVerdict.Unknown, "the bytes do not decide it")]
    public void A_claim_is_worth_what_the_bytes_say(bool flag, TrainabilityVerdict verdict, string worth)
    {
        var model = Manifests.Changed(m => m["trainability"]!["verdict"] = verdict.ToString().ToLowerInvariant()).With(flag, []);
        Assert.EndsWith(worth, PublisherClaim.Sentence(model), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_another_model_is_refused()
    {
        File.WriteAllText(_folder.File("card.md"), Page);
        var line = ToolRun.Of("inspect", CarriedModel.Folder, "--card", _folder.File("card.md"), "--handle", "https://tfhub.dev/google/shapes/feature_vector/2").Failed(ExitCodes.BadInput);
        Assert.Contains("it is the page of 'google/shapes/feature_vector/1'", line, StringComparison.Ordinal);
        ToolRun.Of("inspect", CarriedModel.Folder, "--card", _folder.File("card.md"), "--handle", "https://tfhub.dev/google/shapes/feature_vector/1").Done();
    }

    [Fact]
    public void A_page_beside_a_cached_model_is_read_unasked()
    {
        const string handle = "https://tfhub.dev/google/shapes/feature_vector/1";
        var hashed = CacheFolders.FolderNameOf(handle);
        CarriedModel.CopyTo(_folder, hashed);
        File.WriteAllText(_folder.File(hashed + ".card.md"), Page);
        var run = ToolRun.With(["inspect", handle], environment: new System.Collections.Generic.Dictionary<string, string> { [CacheFolders.TfHubVariable] = _folder.Path });
        Assert.Contains("the publisher says fine-tunable: true", run.Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_does_not_exist_is_named() =>
        Assert.StartsWith(_folder.File("no.md") + ": it does not exist", ToolRun.Of("inspect", CarriedModel.Folder, "--card", _folder.File("no.md")).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
}
