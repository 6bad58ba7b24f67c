using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Commands;

public sealed class ListTests : IDisposable
{
    private const string Handle = "https://tfhub.dev/google/shapes/feature_vector/1";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ToolRun Run(params string[] arguments) => ToolRun.With(arguments, terminal: false, Environment);

    private Dictionary<string, string> Environment => new() { [CacheFolders.TfHubVariable] = _folder.File("tfhub"), [CacheFolders.KaggleVariable] = _folder.File("kaggle") };

    [Fact]
    public void Empty_caches_are_named()
    {
        var output = Run("list").Done();
        Assert.Contains(_folder.File("tfhub"), output, StringComparison.Ordinal);
        Assert.Contains(_folder.File("kaggle"), output, StringComparison.Ordinal);
        Assert.Equal("[]\n", Run("list", "--format", "json").Done());
    }

    [Fact]
    public void Models_of_both_caches_are_listed_under_their_handles_and_damaged_ones_are_marked()
    {
        Fill();
        using var json = JsonDocument.Parse(Run("list", "--format", "json").Done());
        var models = json.RootElement.EnumerateArray().Select(static m => (m.GetProperty("handle").GetString(), m.GetProperty("cache").GetString(), m.GetProperty("format").GetString(), m.GetProperty("problem").GetString())).ToList();
        Assert.Equal(
            [
                (Handle, "tfhub", "saved_model_2", null),
                ("https://www.kaggle.com/models/google/shapes/tensorFlow2/default/3", "kagglehub", "saved_model_2", null),
                ("https://www.kaggle.com/models/google/shapes/tensorFlow2/default/4", "kagglehub", null, "its download is not complete"),
                (null, "tfhub", null, "saved_model.pb: it does not exist"),
            ],
            models);

        var table = Run("list").Done();
        Assert.Contains(Handle, table, StringComparison.Ordinal);
        Assert.Contains("damaged", table, StringComparison.Ordinal);
        Assert.All(ToolRun.With(["list"], terminal: true, new Dictionary<string, string>(Environment) { ["NO_COLOR"] = "1" }).Done().Split('\n').Where(static l => !l.StartsWith("damaged  /", StringComparison.Ordinal)), static l => Assert.True(l.Length <= 80, l));
    }

    [Fact]
    public void A_cached_model_is_inspected_by_its_handle()
    {
        Fill();
        var info = ManifestFile.Read(System.Text.Encoding.UTF8.GetBytes(Run("inspect", Handle, "--format", "json").Done()), "output");
        Assert.Equal((Handle, "shapes/feature_vector", Handle), (info.Handle, info.Name, info.Page));
        Run("inspect", "google/shapes/TensorFlow2/default").Done();
        Assert.Contains("a TensorFlow Lite model", Run("inspect", "https://tfhub.dev/google/lite-model/x/1").Failed(ExitCodes.BadInput), StringComparison.Ordinal);
    }

    [Fact]
    public void A_descriptor_that_names_another_model_is_not_believed()
    {
        Fill();
        File.WriteAllText(_folder.File("tfhub/" + CacheFolders.FolderNameOf(Handle) + ".descriptor.txt"), "Module: https://tfhub.dev/google/another/1\n");
        Assert.DoesNotContain("another", Run("list").Done(), StringComparison.Ordinal);
    }

    private void Fill()
    {
        var hashed = "tfhub/" + CacheFolders.FolderNameOf(Handle);
        CarriedModel.CopyTo(_folder, hashed);
        File.WriteAllText(_folder.File(hashed + ".descriptor.txt"), $"Module: {Handle}\nDownload Time: 2024-01-01\n");
        Directory.CreateDirectory(_folder.File("tfhub/" + new string('a', 40) + "/variables"));
        Directory.CreateDirectory(_folder.File("tfhub/not-a-hash"));
        CarriedModel.CopyTo(_folder, "kaggle/models/google/shapes/tensorFlow2/default/3");
        File.WriteAllText(_folder.File("kaggle/models/google/shapes/tensorFlow2/default/3.complete"), "");
        CarriedModel.CopyTo(_folder, "kaggle/models/google/shapes/tensorFlow2/default/4");
    }
}
