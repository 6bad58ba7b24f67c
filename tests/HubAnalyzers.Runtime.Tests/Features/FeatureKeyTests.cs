using System;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime.Features;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Tests.Training;
using HubAnalyzers.Testing;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Features;

public sealed class FeatureKeyTests
{
    [Fact]
    public void Two_loads_of_one_model_have_one_key_and_whatever_features_depend_on_changes_it()
    {
        using var model = CarriedModel.Load();
        using var again = CarriedModel.Load();
        using var inTorch = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { FrozenEngine = FrozenEngine.TorchSharp });
        var images = TinyProblem.Images();
        var key = FeatureKey.Of(model, images);
        Assert.Equal(key, FeatureKey.Of(again, images));

        again.GetLayer(CarriedModel.Expand).Trainable = true;
        var cutEarlier = FeatureKey.Of(again, images);
        again.Trainable = false;
        var stem = again.GetLayer(CarriedModel.Stem).Variables[0];
        using var changed = zeros_like(stem.Own);
        stem.SetOwn(changed);
        var otherWeights = FeatureKey.Of(again, images);
        var otherEngine = FeatureKey.Of(inTorch, images);
        var otherData = FeatureKey.Of(model, TinyProblem.Images(seed: 2));

        Assert.NotEqual(key.Plan, cutEarlier.Plan);
        Assert.NotEqual(key.Weights, cutEarlier.Weights);
        Assert.Equal(key with { Weights = otherWeights.Weights }, otherWeights);
        Assert.Equal(key with { Plan = otherEngine.Plan }, otherEngine);
        Assert.Equal(key with { Data = otherData.Data }, otherData);
        FeatureKey[] all = [key, cutEarlier, otherWeights, otherEngine, otherData, key with { Preprocessing = "other" }];
        Assert.Equal(all.Length, all.Select(static k => k.Digest).Distinct().Count());
        Assert.Equal(all.Length, all.Select(static k => k.FileName).Distinct().Count());
    }

    [Fact]
    public void A_weight_that_trains_is_no_part_of_the_key()
    {
        using var model = CarriedModel.Load();
        model.GetLayer(CarriedModel.Expand).Trainable = true;
        var images = TinyProblem.Images();
        var key = FeatureKey.Of(model, images, training: true);
        var kernel = model.GetLayer(CarriedModel.Expand).Variables[0];
        using var changed = zeros_like(kernel.Own);
        kernel.SetOwn(changed);

        Assert.Equal(key, FeatureKey.Of(model, images, training: true));
    }

    [Fact]
    public void Its_text_is_one_line_that_no_two_keys_share()
    {
        var key = new FeatureKey("a", "b", "c\n\"d\"", "", "e");

        Assert.DoesNotContain('\n', key.CanonicalText);
        Assert.Equal(key, JsonSerializer.Deserialize<FeatureKey>(key.CanonicalText));
        Assert.Matches("^[0-9a-f]{32}\\.features$", key.FileName);
        Assert.StartsWith("sha256:" + key.FileName.Split('.')[0], key.Digest, StringComparison.Ordinal);
    }
}
