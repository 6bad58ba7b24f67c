using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class VerifyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_manifest_that_agrees_with_the_bytes_is_a_yes()
    {
        CarriedModel.CopyTo(_folder);
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.File("project")).Done();
        Assert.Contains("agrees", ToolRun.Of("verify", _folder.File("project"), "--models", _folder.Path).Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_bytes_are_a_no_under_the_rules_id()
    {
        var model = CarriedModel.CopyTo(_folder);
        ToolRun.Of("add", model, "-o", _folder.File("project")).Done();
        CarriedModel.Change(Path.Combine(model, "variables", "variables.data-00000-of-00001"), static b => { b[0] ^= 1; return b; });
        var run = ToolRun.Of("verify", _folder.File("project"), "--models", _folder.Path);
        Assert.Equal((ExitCodes.AnswerIsNo, ""), (run.ExitCode, run.Error));
        Assert.Contains("HUB0091: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("variables/variables.data-00000-of-00001 has other content;", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("saved_model.pb", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_on_the_machine_is_listed_and_no_failure()
    {
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path, "--handle", "https://tfhub.dev/google/no-such-model/1").Done();
        Assert.Contains("not on this machine", ToolRun.Of("verify", _folder.Path).Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_was_edited_by_hand_is_a_no_although_the_bytes_are_the_same()
    {
        CarriedModel.CopyTo(_folder);
        Directory.CreateDirectory(_folder.File("project"));
        Manifests.Save(Manifests.Changed(static m => m.Layer("shapes_mobilenet/Logits")["trainability"] = "trainable"), _folder.File("project/edited.hubmodel.json"));
        var run = ToolRun.Of("verify", _folder.File("project"), "--models", _folder.Path);
        Assert.Equal((ExitCodes.AnswerIsNo, ""), (run.ExitCode, run.Error));
        Assert.Contains("1 layer ('shapes_mobilenet/Logits')", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A manifest of an earlier version has no range of its inputs; one that has it must have the right one.</summary>
    [SkippableTheory]
    [InlineData("", ExitCodes.Done)]
    [InlineData("\"range\": [0, 255]", ExitCodes.Done)]
    [InlineData("\"range\": [0, 1]", ExitCodes.AnswerIsNo)]
    public void The_range_of_an_input_is_compared_where_the_manifest_has_it(string written, int expected)
    {
        var model = SharedModels.Require("potato-tf25-aug");
        ToolRun.Of("add", model, "-o", _folder.Path).Done();
        var manifest = Directory.GetFiles(_folder.Path, "*.hubmodel.json").Single();
        var text = File.ReadAllText(manifest);
        var range = Regex.Match(text, @",\s*""range"": \[0, 255\]");
        Assert.True(range.Success);
        File.WriteAllText(manifest, text.Replace(range.Value, written.Length == 0 ? "" : "," + written, StringComparison.Ordinal));

        var verified = ToolRun.Of("verify", _folder.Path, "--models", Path.GetDirectoryName(model)!);

        Assert.Equal(expected, verified.ExitCode);
        Assert.Equal(expected != ExitCodes.Done, verified.Output.Contains("1 range ('", StringComparison.Ordinal));
    }

    [Fact]
    public void One_unreadable_manifest_does_not_keep_the_others_from_an_answer()
    {
        CarriedModel.CopyTo(_folder);
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.File("project")).Done();
        File.WriteAllText(_folder.File("project/a.hubmodel.json"), "{");
        var run = ToolRun.Of("verify", _folder.File("project"), "--models", _folder.Path);
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains("a.hubmodel.json", run.Error, StringComparison.Ordinal);
        Assert.Contains("shapes_mobilenet.hubmodel.json: agrees", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_outputs_are_not_looked_at()
    {
        Directory.CreateDirectory(_folder.File("obj"));
        File.WriteAllText(_folder.File("obj/broken.hubmodel.json"), "{");
        ToolRun.Of("verify", _folder.Path).Done();
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_bad_input() =>
        Assert.Contains(_folder.File("nowhere"), ToolRun.Of("verify", _folder.File("nowhere")).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
}
