using System;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class AddTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Add_writes_the_manifest_into_a_folder_that_it_makes()
    {
        var output = ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.File("Models/New")).Done();
        var path = _folder.File("Models/New/shapes_mobilenet.hubmodel.json");
        Assert.StartsWith(path + ": ", output, StringComparison.Ordinal);
        Assert.Equal(ManifestFile.Write(ModelInspector.Inspect(CarriedModel.Folder)), File.ReadAllBytes(path));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.File("Models/New")));
    }

    [Fact]
    public void Adding_twice_changes_no_byte()
    {
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path).Done();
        var first = File.ReadAllBytes(_folder.File("shapes_mobilenet.hubmodel.json"));
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path).Done();
        Assert.Equal(first, File.ReadAllBytes(_folder.File("shapes_mobilenet.hubmodel.json")));
    }

    [Fact]
    public void A_name_names_the_file()
    {
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path, "--name", "backbone").Done();
        Assert.Equal(["backbone.hubmodel.json"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Slashes_of_a_models_name_do_not_make_folders()
    {
        ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path, "--handle", "https://tfhub.dev/google/imagenet/shapes/feature_vector/4").Done();
        Assert.Equal(["imagenet_shapes_feature_vector.hubmodel.json"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    public void A_name_that_leads_elsewhere_is_wrong_usage(string name)
    {
        Assert.Contains("--name", ToolRun.Of("add", CarriedModel.Folder, "-o", _folder.Path, "--name", name).Failed(ExitCodes.WrongUsage), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
