using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Tests.Execution;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Export;

public sealed class SavedModelExportTests
{
    private static readonly string _shapes = Repository.PathOf("samples", "models", "shapes_mobilenet");

    [Fact]
    public void What_is_not_changed_is_the_sources_to_the_byte_and_what_is_changed_reads_back()
    {
        using var folder = new TempFolder();
        using var model = new OpenedModel(_shapes);
        var variable = model.Import(model.Traces.ForInference!).Variables.First(static v => v.Shape.Count == 4);
        model.Variables.Add([variable]);
        using (torch.no_grad())
        {
            model.Variables[variable.Name].mul_(2);
        }

        var to = folder.File("out");
        SavedModelExport.Write(_shapes, to, [variable.CheckpointKey!], (_, stream) => model.Variables.Write(variable.Name, stream));

        Assert.Equal(File.ReadAllBytes(Path.Combine(_shapes, "saved_model.pb")), File.ReadAllBytes(Path.Combine(to, "saved_model.pb")));
        using var before = TensorBundleReader.Open(Path.Combine(_shapes, "variables", "variables"));
        using var after = TensorBundleReader.Open(Path.Combine(to, "variables", "variables"));
        Assert.Equal(before.Keys, after.Keys);
        foreach (var key in before.Keys.Where(k => k != variable.CheckpointKey && !k.StartsWith('_')))
        {
            Assert.Equal(before.ReadBytes(key), after.ReadBytes(key));
        }

        var old = before.ReadBytes(variable.CheckpointKey!);
        var now = after.ReadBytes(variable.CheckpointKey!);
        for (var at = 0; at < old.Length; at += 4)
        {
            Assert.Equal(BitConverter.ToSingle(old, at) * 2, BitConverter.ToSingle(now, at));
        }

        Assert.Equal(["out"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_refused_unless_asked_for()
    {
        using var folder = new TempFolder();
        var to = folder.File("out");
        Directory.CreateDirectory(to);
        File.WriteAllText(Path.Combine(to, "notes.txt"), "mine");

        var error = Assert.Throws<IOException>(() => SavedModelExport.Write(_shapes, to, [], Nothing));
        Assert.Equal($"{to}: is not empty; choose another folder or ask for it to be overwritten", error.Message);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(to, "notes.txt")));

        error = Assert.Throws<IOException>(() => SavedModelExport.Write(_shapes, to, [], Nothing, overwrite: true));
        Assert.Equal($"{to}: holds 'notes.txt' and no SavedModel, which alone is replaced; choose another folder", error.Message);

        CopyShapes(to);
        error = Assert.Throws<IOException>(() => SavedModelExport.Write(_shapes, to, [], Nothing, overwrite: true));
        Assert.Equal($"{to}: holds 'notes.txt', which is no part of a SavedModel; move it away or choose another folder", error.Message);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(to, "notes.txt")));
    }

    [Fact]
    public void An_older_export_is_replaced_with_what_was_copied_beside_its_model()
    {
        using var folder = new TempFolder();
        var (source, to) = (folder.File("source"), folder.File("out"));
        CopyShapes(source);
        File.WriteAllText(Path.Combine(source, "LICENSE"), "theirs");
        SavedModelExport.Write(source, to, [], Nothing);
        File.WriteAllText(Path.Combine(to, "fingerprint.pb"), "old");

        SavedModelExport.Write(source, to, [], Nothing, overwrite: true);

        Assert.True(File.Exists(Path.Combine(to, "LICENSE")));
        Assert.False(File.Exists(Path.Combine(to, "fingerprint.pb")));
    }

    [Fact]
    public void The_models_own_folder_is_never_written_to()
    {
        Assert.Throws<IOException>(() => SavedModelExport.Write(_shapes, _shapes, [], Nothing, overwrite: true));
        Assert.Throws<IOException>(() => SavedModelExport.Write(_shapes, Path.Combine(_shapes, "out"), [], Nothing));
        Assert.Throws<IOException>(() => SavedModelExport.Write(_shapes, Path.GetDirectoryName(_shapes)!, [], Nothing, overwrite: true));
    }

    [SkippableFact]
    public void Nor_is_it_through_a_link_however_far_up()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        using var folder = new TempFolder();
        var source = folder.File("real/below/model");
        CopyShapes(source);
        Directory.CreateSymbolicLink(folder.File("link"), "real");
        Directory.CreateSymbolicLink(folder.File("real/again"), folder.File("link/below"));
        var before = ModelDigest.Compute(source).Digest;

        foreach (var to in (string[])["link/below/model", "link/below/model/sub/folder", "link", "real/again/model", "real/again"])
        {
            var error = Assert.Throws<IOException>(() => SavedModelExport.Write(source, folder.File(to), [], Nothing, overwrite: true));
            Assert.Equal($"{folder.File(to)}: lies in the model's own folder {source}, or holds it; choose another", error.Message);
        }

        // The other way round: loaded through the link, written to the folder itself.
        Assert.Throws<IOException>(() => SavedModelExport.Write(folder.File("link/below/model"), source, [], Nothing, overwrite: true));
        Assert.Equal(before, ModelDigest.Compute(source).Digest);
    }

    [SkippableFact]
    public void A_destination_that_is_a_link_stays_one_and_what_it_leads_to_is_replaced()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("disk/out"));
        CopyShapes(folder.File("disk/out"));
        File.WriteAllText(folder.File("disk/out/fingerprint.pb"), "old");
        Directory.CreateSymbolicLink(folder.File("link"), "disk/out");

        SavedModelExport.Write(_shapes, folder.File("link"), [], Nothing, overwrite: true);

        Assert.Equal("disk/out", new DirectoryInfo(folder.File("link")).LinkTarget);
        Assert.True(File.Exists(folder.File("disk/out/saved_model.pb")));
        Assert.False(File.Exists(folder.File("disk/out/fingerprint.pb")));
        Assert.Equal(["out"], Directory.GetFileSystemEntries(folder.File("disk")).Select(Path.GetFileName));
    }

    [SkippableFact]
    public void A_link_that_leads_out_of_the_model_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("secret"), "mine");
        var source = Directory.CreateDirectory(folder.File("model")).FullName;
        File.CreateSymbolicLink(Path.Combine(source, "vocabulary.txt"), folder.File("secret"));

        var error = Assert.Throws<HubModelFormatException>(() => SavedModelExport.Write(source, folder.File("out"), [], Nothing));

        Assert.StartsWith(Path.Combine(source, "vocabulary.txt") + ": links to ", error.Message);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void A_failed_export_leaves_nothing_behind()
    {
        using var folder = new TempFolder();

        Assert.ThrowsAny<Exception>(() => SavedModelExport.Write(_shapes, folder.File("out"), ["no such key"], static (_, stream) => stream.Write(new byte[4])));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static void CopyShapes(string to)
    {
        foreach (var file in Directory.GetFiles(_shapes, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(_shapes, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void Nothing(string key, Stream stream) => Assert.Fail($"{key} did not change");
}
