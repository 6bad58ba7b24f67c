using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Commands;

/// <summary>Every kind of bad input, to every command that reads models: one line that names the file, exit code 3, nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Damages() => new()
    {
        { "no folder", "nowhere", "nowhere" },
        { "a file for a folder", "saved_model.pb", "saved_model.pb" },
        { "no saved_model.pb", "saved_model.pb", "saved_model.pb" },
        { "an empty saved_model.pb", "saved_model.pb", "saved_model.pb" },
        { "a truncated saved_model.pb", "saved_model.pb", "truncated or damaged" },
        { "noise for a saved_model.pb", "saved_model.pb", "saved_model.pb" },
        { "a truncated index", "variables.index", "variables.index" },
        { "a wrong CRC in the index", "variables.index", "its checksum is" },
        { "a shard that is too short", "variables.data-00000-of-00001", "variables.data-00000-of-00001" },
        { "an empty shard", "variables.data-00000-of-00001", "variables.data-00000-of-00001" },
        { "a link out of the folder", "link", "link" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Inspect_says_in_one_line_which_file_is_wrong(string damage, string file, string problem)
    {
        var model = Damage(damage);
        var line = ToolRun.Of("inspect", model).Failed(ExitCodes.BadInput);
        Assert.Contains(file, line, StringComparison.Ordinal);
        Assert.Contains(problem, line, StringComparison.Ordinal);
        Assert.Equal(line, ToolRun.Of("inspect", model, "--format", "json").Failed(ExitCodes.BadInput));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Neither_inspect_nor_add_leaves_a_file_behind(string damage, string file, string problem)
    {
        var model = Damage(damage);
        var output = _folder.File("output");
        Directory.CreateDirectory(output);
        Assert.Contains(file, ToolRun.Of("inspect", model, "-o", Path.Combine(output, "facts.txt")).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Contains(problem, ToolRun.Of("add", model, "-o", output).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(output));
    }

    [Fact]
    public void A_failed_add_keeps_the_manifest_that_is_there_and_makes_no_folder()
    {
        var model = CarriedModel.CopyTo(_folder);
        ToolRun.Of("add", model, "-o", _folder.Path).Done();
        var manifest = _folder.File("shapes_mobilenet.hubmodel.json");
        var before = File.ReadAllBytes(manifest);
        CarriedModel.Change(Path.Combine(model, "saved_model.pb"), static b => b[..(b.Length / 2)]);

        ToolRun.Of("add", model, "-o", _folder.Path).Failed(ExitCodes.BadInput);
        ToolRun.Of("add", model, "-o", _folder.File("new")).Failed(ExitCodes.BadInput);

        Assert.Equal(before, File.ReadAllBytes(manifest));
        Assert.False(Directory.Exists(_folder.File("new")));
    }

    [Fact]
    public void An_unknown_handle_is_named_with_the_places_that_were_looked_at()
    {
        var line = ToolRun.Of("inspect", "https://tfhub.dev/google/no-such-model/1").Failed(ExitCodes.BadInput);
        Assert.StartsWith("https://tfhub.dev/google/no-such-model/1: ", line, StringComparison.Ordinal);
        Assert.Contains("tfhub_modules", line, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_damaged_model_of_other_people_fails_cleanly()
    {
        var line = ToolRun.Of("inspect", SharedModels.Require("java-python-funcs-CORRUPT")).Failed(ExitCodes.BadInput);
        Assert.Contains("saved_model.pb: it is truncated or damaged", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("facts/deep/facts.json")]
    [InlineData("")]
    public void An_output_that_cannot_be_written_is_named(string output)
    {
        var path = output.Length == 0 ? _folder.Path : _folder.File(output);
        Assert.Contains(path, ToolRun.Of("inspect", CarriedModel.Folder, "-o", path).Failed(ExitCodes.BadInput), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_file_where_adds_folder_should_be_is_named()
    {
        File.WriteAllText(_folder.File("occupied"), "");
        var line = ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.File("occupied")).Failed(ExitCodes.BadInput);
        Assert.Contains(_folder.File("occupied"), line, StringComparison.Ordinal);
        Assert.Equal("", File.ReadAllText(_folder.File("occupied")));
    }

    [Theory]
    [InlineData("{", "it is not JSON")]
    [InlineData("[]", "the manifest is not an object")]
    [InlineData("{\"schemaVersion\": 1}", "has no 'model'")]
    [InlineData("{\"schemaVersion\": 99}", "its schema version is 99")]
    public void A_manifest_that_cannot_be_read_is_named_by_why_and_verify(string json, string problem)
    {
        var manifest = _folder.File("broken.hubmodel.json");
        File.WriteAllText(manifest, json);
        foreach (var run in new[] { ToolRun.Of("why", manifest, "Conv1"), ToolRun.Of("verify", _folder.Path) })
        {
            var line = run.Failed(ExitCodes.BadInput);
            Assert.Contains(manifest, line, StringComparison.Ordinal);
            Assert.Contains(problem, line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_from_strangers_files_cannot_steer_the_terminal()
    {
        var line = ToolRun.Of("inspect", "evil\u001b[2J\u202Ename\nsecond line").Failed(ExitCodes.BadInput);
        Assert.DoesNotContain('\u001b', line);
        Assert.DoesNotContain('\u202E', line);
        Assert.Contains("name second line", line, StringComparison.Ordinal);
    }

    private string Damage(string damage)
    {
        if (damage == "no folder")
        {
            return _folder.File("nowhere");
        }

        var model = CarriedModel.CopyTo(_folder);
        var graph = Path.Combine(model, "saved_model.pb");
        var index = Path.Combine(model, "variables", "variables.index");
        var shard = Path.Combine(model, "variables", "variables.data-00000-of-00001");
        switch (damage)
        {
            case "a file for a folder":
                return graph;
            case "no saved_model.pb":
                File.Delete(graph);
                break;
            case "an empty saved_model.pb":
                CarriedModel.Change(graph, static _ => []);
                break;
            case "a truncated saved_model.pb":
                CarriedModel.Change(graph, static b => b[..(b.Length - 1000)]);
                break;
            case "noise for a saved_model.pb":
                CarriedModel.Change(graph, static b => Enumerable.Range(0, b.Length).Select(static i => (byte)(i * 197 % 251)).ToArray());
                break;
            case "a truncated index":
                CarriedModel.Change(index, static b => b[..(b.Length - 100)]);
                break;
            case "a wrong CRC in the index":
                CarriedModel.Change(index, static b => { b[40] ^= 1; return b; });
                break;
            case "a shard that is too short":
                CarriedModel.Change(shard, static b => b[..(b.Length - 1)]);
                break;
            case "an empty shard":
                CarriedModel.Change(shard, static _ => []);
                break;
            case "a link out of the folder":
                File.Delete(shard);
                File.CreateSymbolicLink(shard, Path.Combine(CarriedModel.Folder, "variables", "variables.data-00000-of-00001"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(damage), damage, "no such damage");
        }

        return model;
    }
}
