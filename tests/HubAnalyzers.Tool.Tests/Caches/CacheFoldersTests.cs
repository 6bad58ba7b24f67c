using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests.Caches;

public sealed class CacheFoldersTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CacheFolders Caches => new(_folder.File("tfhub"), _folder.File("kaggle"));

    // Names of folders that users of tensorflow_hub quoted in its issues.
    [Theory]
    [InlineData("https://tfhub.dev/google/tf2-preview/mobilenet_v2/feature_vector/4", "145bb06ec3b59b08fb564ab752bd5aa222bfb50a")]
    public void The_folder_of_a_handle_is_the_hash_of_its_text(string handle, string folder) => Assert.Equal(folder, CacheFolders.FolderNameOf(handle));

    [Fact]
    public void No_handle_is_normalised_before_it_is_hashed() =>
        Assert.NotEqual(CacheFolders.FolderNameOf("https://tfhub.dev/google/yamnet/1"), CacheFolders.FolderNameOf("https://tfhub.dev/google/yamnet/1/"));

    [Fact]
    public void Variables_move_the_caches_and_an_empty_variable_does_not()
    {
        var variables = new Dictionary<string, string> { [CacheFolders.TfHubVariable] = "/a", [CacheFolders.KaggleVariable] = "/b" };
        var moved = CacheFolders.OfThisMachine(variables.GetValueOrDefault);
        Assert.Equal(("/a", "/b"), (moved.TfHub, moved.Kaggle));
        var usual = CacheFolders.OfThisMachine(static _ => "");
        Assert.Equal(Path.Combine(Path.GetTempPath(), "tfhub_modules"), usual.TfHub);
        Assert.EndsWith(Path.Combine(".cache", "kagglehub"), usual.Kaggle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_tensorflow_hub_is_present_when_it_is_not_empty()
    {
        var handle = HubHandle.Parse("https://tfhub.dev/google/yamnet/1");
        var place = Assert.Single(Caches.PlacesOf(handle));
        Assert.Null(Caches.Find(handle));
        Directory.CreateDirectory(place);
        Assert.Null(Caches.Find(handle));
        File.WriteAllText(Path.Combine(place, "saved_model.pb"), "");
        Assert.Equal(place, Caches.Find(handle));
    }

    [Fact]
    public void A_folder_of_kagglehub_is_present_when_its_marker_is_beside_it()
    {
        var handle = HubHandle.Parse("https://www.kaggle.com/models/google/resnet-v2/TensorFlow2/50/2");
        var place = Make("models/google/resnet-v2/TensorFlow2/50/2", complete: false);
        Assert.Null(Caches.Find(handle));
        File.WriteAllText(place + ".complete", "");
        Assert.Equal(place, Caches.Find(handle));
    }

    [Fact]
    public void Another_casing_of_the_framework_is_found_after_the_handles_own()
    {
        var handle = HubHandle.Parse("google/resnet-v2/TensorFlow2/50/2");
        var other = Make("models/google/resnet-v2/tensorFlow2/50/2");
        Assert.Equal(other, Caches.Find(handle));
        Assert.Equal(Make("models/google/resnet-v2/TensorFlow2/50/2"), Caches.Find(handle));
    }

    [Fact]
    public void Without_a_version_the_newest_complete_one_is_taken()
    {
        var handle = HubHandle.Parse("google/resnet-v2/tensorFlow2/50");
        Make("models/google/resnet-v2/tensorFlow2/50/9");
        var ten = Make("models/google/resnet-v2/tensorFlow2/50/10");
        Make("models/google/resnet-v2/tensorFlow2/50/11", complete: false);
        Assert.Equal(ten, Caches.Find(handle));
    }

    [Fact]
    public void Kaggles_address_is_also_looked_for_where_tensorflow_hub_would_put_it()
    {
        const string address = "https://www.kaggle.com/models/google/resnet-v2/TensorFlow2/50/2";
        Assert.Contains(_folder.File(Path.Combine("tfhub", CacheFolders.FolderNameOf(address))), Caches.PlacesOf(HubHandle.Parse(address)));
    }

    private string Make(string path, bool complete = true)
    {
        var place = Path.Combine([Caches.Kaggle, .. path.Split('/')]);
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, "saved_model.pb"), "");
        if (complete)
        {
            File.WriteAllText(place + ".complete", "");
        }

        return place;
    }
}
