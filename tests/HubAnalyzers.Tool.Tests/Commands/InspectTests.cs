using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class InspectTests
{
    private static readonly Dictionary<string, string> _terminal = new() { ["TERM"] = "xterm-256color" };

    [Fact]
    public void Json_is_exactly_the_manifest_and_nothing_else()
    {
        var output = ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json").Done();
        Assert.Equal(ManifestFile.Write(ModelInspector.Inspect(CarriedModel.Folder)), Encoding.UTF8.GetBytes(output));
    }

    [Fact]
    public void Json_is_the_same_on_a_terminal_and_in_a_file()
    {
        using var folder = new TempFolder();
        var output = ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json").Done();
        Assert.Equal(output, ToolRun.OnTerminal("inspect", CarriedModel.Folder, "--format", "json").Done());
        Assert.Equal("", ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json", "-o", folder.File("facts.json")).Done());
        Assert.Equal(output, File.ReadAllText(folder.File("facts.json")));
        Assert.Equal(["facts.json"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_whole()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("facts.txt"), new string('x', 1_000_000));
        ToolRun.Of("inspect", CarriedModel.Folder, "-o", folder.File("facts.txt")).Done();
        Assert.Equal(ToolRun.Of("inspect", CarriedModel.Folder).Done(), File.ReadAllText(folder.File("facts.txt")));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void The_table_names_every_layer_in_full_and_every_reason_once()
    {
        var model = ModelInspector.Inspect(CarriedModel.Folder);
        var lines = ToolRun.Of("inspect", CarriedModel.Folder).Done().Split('\n');
        foreach (var layer in model.Layers)
        {
            Assert.Single(lines, line => line.StartsWith(layer.Name + " ", StringComparison.Ordinal));
        }

        foreach (var reason in model.Layers.Select(static l => l.Reason).Distinct())
        {
            Assert.Single(lines, line => line.Contains($"layers: {ReasonCodes.Sentence(reason)} ({reason})", StringComparison.Ordinal) || line.Contains($"layer: {ReasonCodes.Sentence(reason)} ({reason})", StringComparison.Ordinal));
        }
    }

    [SkippableTheory]
    [InlineData("cnn-bn-fire", "verdict  full: every layer with weights can train, batch normalization aside (trainable)", "38 variables in 13 layers, 61 others (optimizer slots, counters)")]
    [InlineData("facemask-mnv2-2shards", "verdict  partial: some layers can train; of most others: the publisher left it out of trainable_variables (withheld-by-publisher)", "call     training argument, 4 traces")]
    [InlineData("java-python-funcs", "call     none, only the signatures ", "1 variable in 1 layer")]
    public void The_words_fit_what_they_tell(string model, params string[] lines)
    {
        var output = ToolRun.Of("inspect", SharedModels.Require(model)).Done().Split('\n');
        Assert.All(lines, line => Assert.Contains(output, o => o == line || (line.EndsWith(' ') && o.StartsWith(line, StringComparison.Ordinal))));
    }

    [SkippableTheory]
    [InlineData("klayer-nnlm50-tf212", "no, because HubAnalyzers.Runtime lacks ")]
    [InlineData("hub-half-plus-two-v1", "no, because ")]
    [InlineData("cnn-bn-fire", "yes")]
    public void It_says_whether_the_model_can_be_trained_here_and_if_not_for_which_operations_of_which_layers(string model, string answer)
    {
        var folder = SharedModels.Require(model);
        var line = Assert.Single(ToolRun.Of("inspect", folder).Done().Split('\n'), static l => l.StartsWith("trainable here: ", StringComparison.Ordinal));
        Assert.StartsWith("trainable here: " + answer, line, StringComparison.Ordinal);
        var facts = ModelInspector.Inspect(folder);
        Assert.EndsWith(facts.Verdict == TrainabilityVerdict.None ? facts.Why : answer == "yes" ? answer : ")", line, StringComparison.Ordinal);
        Assert.Equal(model == "klayer-nnlm50-tf212", line.Contains("StringSplit (1 in 'keras_layer')", StringComparison.Ordinal));
        foreach (var op in facts.Verdict == TrainabilityVerdict.None ? [] : facts.Engine!.Missing)
        {
            Assert.Contains($"{op.Op} ({op.Count} in '{string.Join("', '", op.Layers)}')", line, StringComparison.Ordinal);
        }

        Assert.Contains("<dt>Trainable here</dt>", ToolRun.Of("inspect", folder, "--format", "html").Done(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_pipe_gets_the_facts_and_a_link_stays_one()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only there a pipe can be told from a file");
        using var folder = new TempFolder();
        using (var process = Process.Start("mkfifo", [folder.File("pipe")]))
        {
            await process.WaitForExitAsync();
        }

        File.WriteAllText(folder.File("target.json"), "old");
        File.CreateSymbolicLink(folder.File("link"), "target.json");
        var facts = ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json").Done();
        var read = Task.Run(() => File.ReadAllText(folder.File("pipe")));

        ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json", "-o", folder.File("pipe")).Done();
        ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json", "-o", folder.File("link")).Done();

        Assert.Equal(facts, await read.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(facts, File.ReadAllText(folder.File("target.json")));
        Assert.Equal("target.json", new FileInfo(folder.File("link")).LinkTarget);
        Assert.Equal(["link", "pipe", "target.json"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_file_where_a_folder_belongs_is_named_as_what_it_is() =>
        Assert.Equal(
            $"{Path.Combine(CarriedModel.Folder, "saved_model.pb")}: it is a file, not a model's folder; give the path of the folder that holds saved_model.pb\n",
            ToolRun.Of("inspect", Path.Combine(CarriedModel.Folder, "saved_model.pb")).Error);

    [Fact]
    public void The_table_of_the_carried_model() => Snapshot.Match(ToolRun.OnTerminal("inspect", CarriedModel.Folder).Done());

    [SkippableTheory]
    [InlineData("klayer-mnv2-catsdogs-tf24")]
    [InlineData("mnv1-openmv-complete")]
    [InlineData("hub-half-plus-two-v1")]
    [InlineData("textvec-attn")]
    public void On_a_terminal_no_line_is_longer_than_80_columns(string name)
    {
        var output = ToolRun.OnTerminal("inspect", SharedModels.Require(name)).Done();
        Assert.All(output.Split('\n'), static line => Assert.True(line.Length <= 80, $"{line.Length} columns: {line}"));
    }

    [Fact]
    public void Colour_is_for_terminals_only_and_off_where_NO_COLOR_CI_or_a_dumb_terminal_says_so()
    {
        string[] inspect = ["inspect", CarriedModel.Folder];
        var coloured = ToolRun.With(inspect, terminal: true, _terminal).Done();
        Assert.Contains("\u001b[", coloured, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", ToolRun.With(inspect, terminal: false, _terminal).Done(), StringComparison.Ordinal);
        foreach (var (name, value) in new[] { ("NO_COLOR", "1"), ("CI", "true"), ("TERM", "dumb") })
        {
            var plain = ToolRun.With(inspect, terminal: true, new Dictionary<string, string>(_terminal) { [name] = value }).Done();
            Assert.DoesNotContain("\u001b", plain, StringComparison.Ordinal);
        }

        Assert.Contains("\u001b[", ToolRun.With(inspect, terminal: true, new Dictionary<string, string>(_terminal) { ["NO_COLOR"] = "" }).Done(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_handle_names_a_model_that_was_inspected_from_a_folder()
    {
        var output = ToolRun.Of("inspect", CarriedModel.Folder, "--format", "json", "--handle", "https://tfhub.dev/google/shapes/feature_vector/3").Done();
        var model = ManifestFile.Read(Encoding.UTF8.GetBytes(output), "output");
        Assert.Equal(("https://tfhub.dev/google/shapes/feature_vector/3", "google", "3"), (model.Handle, model.Publisher, model.Version));
    }
}
