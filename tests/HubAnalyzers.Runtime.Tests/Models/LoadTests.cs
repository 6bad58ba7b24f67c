using System;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>Where a model is looked for, what is refused, and that its bytes are those a manifest promised.</summary>
public sealed class LoadTests
{
    [Fact]
    public void A_folder_is_loaded_as_it_is_given()
    {
        using var model = HubModel.Load(CarriedModel.Folder);

        Assert.Equal("shapes_mobilenet", model.Facts.Handle);
        Assert.Equal(ModelInspector.Inspect(CarriedModel.Folder).Digest, model.Facts.Digest);
    }

    [Fact]
    public void The_option_Path_comes_before_every_search()
    {
        using var folder = new TempFolder();
        CarriedModel.CopyTo(folder.File("elsewhere"));

        using var model = HubModel.Load("no such handle", new HubLoadOptions { Path = folder.File("elsewhere") });

        Assert.Equal(51, model.Layers.Count);
    }

    [Fact]
    public void A_local_handle_is_found_below_a_search_path()
    {
        using var folder = new TempFolder();
        CarriedModel.CopyTo(Path.Combine(folder.Path, "second", "my_shapes", "3"));

        using var model = HubModel.Load("my_shapes/3", new HubLoadOptions { SearchPaths = [folder.File("first"), folder.File("second")] });

        Assert.Equal(("my_shapes/3", "my_shapes", "3"), (model.Facts.Handle, model.Facts.Name, model.Facts.Version));
    }

    [Fact]
    public void The_first_search_path_that_has_the_model_wins()
    {
        using var folder = new TempFolder();
        CarriedModel.FrozenCopyTo(folder.File("a/shapes"));
        CarriedModel.CopyTo(folder.File("b/shapes"));

        using var model = HubModel.Load("shapes", new HubLoadOptions { SearchPaths = [folder.File("a"), folder.File("b")] });

        Assert.Equal(TrainabilityVerdict.None, model.Facts.Verdict);
    }

    [Fact]
    public void A_model_that_is_nowhere_is_told_in_one_line_with_every_place_searched()
    {
        using var folder = new TempFolder();

        var error = Assert.Throws<HubModelFormatException>(() => HubModel.Load("no_such_model", new HubLoadOptions { SearchPaths = [folder.File("a"), folder.File("b")] }));

        Assert.DoesNotContain('\n', error.Message);
        foreach (var place in new[] { folder.File("a"), folder.File("b"), Path.Combine(AppContext.BaseDirectory, "models"), Path.GetFullPath("models") })
        {
            Assert.Contains(Path.Combine(place, "no_such_model"), error.Message);
        }
    }

    [Fact]
    public void A_handle_on_tfhub_that_is_in_no_cache_is_told_with_the_caches_folder()
    {
        var error = Assert.Throws<HubModelFormatException>(() => HubModel.Load("https://tfhub.dev/google/no-such-model/1"));

        Assert.DoesNotContain('\n', error.Message);
        Assert.StartsWith("https://tfhub.dev/google/no-such-model/1: ", error.Message);

        // sha1sum of the handle, which is what Python's library names the folder.
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData("https://tfhub.dev/google/no-such-model/1"u8)), error.Message);
    }

    [Fact]
    public void A_Path_that_does_not_exist_is_told_as_such()
    {
        using var folder = new TempFolder();

        var error = Assert.Throws<HubModelFormatException>(() => HubModel.Load("shapes", new HubLoadOptions { Path = folder.File("gone") }));

        Assert.Equal($"{folder.File("gone")}: there is no such folder; give the folder that holds saved_model.pb", error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_handle_is_an_error_of_the_caller(string? handle) =>
        Assert.ThrowsAny<ArgumentException>(() => HubModel.Load(handle!));

    [Fact]
    public void Weights_that_are_not_there_are_missed_when_the_model_is_loaded_and_not_in_the_middle_of_a_call()
    {
        using var folder = new TempFolder();
        CarriedModel.CopyTo(folder.File("shapes"));
        var shard = Path.Combine(folder.Path, "shapes", "variables", "variables.data-00000-of-00001");
        var length = (int)new FileInfo(shard).Length;
        using (var stream = File.OpenWrite(shard))
        {
            stream.SetLength(length / 2);
        }

        var cut = Assert.Throws<HubModelFormatException>(() => HubModel.Load(folder.File("shapes")));
        File.Delete(shard);
        var gone = Assert.Throws<HubModelFormatException>(() => HubModel.Load(folder.File("shapes")));

        Assert.StartsWith(shard + ": ", cut.Message);
        Assert.Contains($"{length / 2}", cut.Message);
        Assert.Equal(shard + ": the shard does not exist; fetch the model again", gone.Message);
    }

    [SkippableFact]
    public void A_strangers_model_without_its_weights_is_refused_by_the_name_of_the_shard()
    {
        var folder = SharedModels.Require("klayer-mnv2-catsdogs-tf24");
        Skip.If(Directory.EnumerateFiles(folder, "variables.data*", SearchOption.AllDirectories).Any(), "its weights are here");

        var error = Assert.Throws<HubModelFormatException>(() => HubModel.Load(folder));

        Assert.EndsWith("variables.data-00000-of-00001: the shard does not exist; fetch the model again", error.Message);
    }

    [Fact]
    public void A_generated_class_refuses_other_bytes_as_HUB0091_with_folder_and_files()
    {
        using var folder = new TempFolder();
        var changed = CarriedModel.FrozenCopyTo(folder.File("shapes_mobilenet"));
        var expected = ModelInspector.Inspect(CarriedModel.Folder);
        var actual = ModelInspector.Inspect(changed);
        Assert.NotEqual(expected.Digest, actual.Digest);

        var error = Assert.Throws<HubModelChangedException>(() => new Generated(expected, new HubLoadOptions { Path = changed }));

        Assert.Equal("HUB0091", error.RuleId);
        Assert.StartsWith($"HUB0091: The manifest of 'shapes_mobilenet' differs from the model in {changed}: saved_model.pb has ", error.Message);
        Assert.EndsWith("; write it again with 'dotnet hub add'", error.Message);
    }

    [Fact]
    public void A_digest_that_was_edited_by_hand_is_what_differs()
    {
        using var folder = new TempFolder();
        var manifest = folder.File("shapes_mobilenet.hubmodel.json");
        var facts = ModelInspector.Inspect(CarriedModel.Folder);
        File.WriteAllText(manifest, Encoding.UTF8.GetString(ManifestFile.Write(facts)).Replace(facts.Digest, "sha256:" + new string('0', 64), StringComparison.Ordinal));

        var error = Assert.Throws<HubModelChangedException>(() => new Generated(ManifestFile.Read(manifest), new HubLoadOptions { Path = CarriedModel.Folder }));

        Assert.Contains($" in {CarriedModel.Folder}: its digest; ", error.Message);
    }

    [Fact]
    public void Without_VerifyDigest_other_bytes_load_and_the_facts_are_those_of_the_bytes()
    {
        using var folder = new TempFolder();
        var changed = CarriedModel.FrozenCopyTo(folder.File("shapes_mobilenet"));

        using var model = new Generated(ModelInspector.Inspect(CarriedModel.Folder), new HubLoadOptions { Path = changed, VerifyDigest = false });

        Assert.Equal(TrainabilityVerdict.None, model.Facts.Verdict);
    }

    [Fact]
    public void A_generated_class_finds_its_own_bytes_by_its_handle_and_gives_layers_their_type()
    {
        var expected = ModelInspector.Inspect(CarriedModel.Folder);

        using var model = new Generated(expected, new HubLoadOptions { SearchPaths = [Path.GetDirectoryName(CarriedModel.Folder)!] });

        Assert.Equal(expected.Digest, model.Facts.Digest);
        Assert.Same(model.GetLayer(CarriedModel.Expand), model.Expand);
        var error = Assert.Throws<InvalidCastException>(() => model.Wrong);
        Assert.Contains("BatchNormLayer", error.Message);
    }

    /// <summary>What the generator writes for a manifest, cut down.</summary>
    private sealed class Generated(HubModelInfo expected, HubLoadOptions? options) : HubModel(expected, options)
    {
        public ConvLayer Expand => GetLayer<ConvLayer>(CarriedModel.Expand);

        public ConvLayer Wrong => GetLayer<ConvLayer>(CarriedModel.StemNorm);
    }

    [Fact]
    public void An_option_with_a_value_that_there_is_not_is_refused_by_its_name()
    {
        Assert.Contains("BatchNormPolicy is one of Frozen", Refused(new HubLoadOptions { BatchNormPolicy = (BatchNormPolicy)77 }));
        Assert.Contains("FrozenEngine is one of Auto", Refused(new HubLoadOptions { FrozenEngine = (FrozenEngine)77 }));
        Assert.Contains("Precision is one of Float32", Refused(new HubLoadOptions { Precision = (HubPrecision)77 }));

        static string Refused(HubLoadOptions options) => Assert.Throws<ArgumentOutOfRangeException>(() => HubModel.Load(CarriedModel.Folder, options)).Message;
    }
}
