using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.SavedModel.Tests.Info;

/// <summary>Selections of layers by what the manifest says of them.</summary>
public sealed class HubLayerInfoCollectionTests
{
    private readonly HubLayerInfoCollection _layers = Model(
        Layer("stem", LayerKind.Conv2D, Trainability.Trainable, 0),
        Layer("stem_bn", LayerKind.BatchNorm, Trainability.BatchNorm, 0),
        Layer("middle", LayerKind.Dense, Trainability.Frozen, 1),
        Layer("top", LayerKind.Dense, Trainability.Trainable, 2),
        Layer("odd", LayerKind.Other, Trainability.Unknown, null)).Layers;

    [Fact]
    public void What_can_train_is_neither_batch_norm_nor_frozen_nor_unknown() => Assert.Equal(["stem", "top"], Names(_layers.ThatCanTrain));

    [Fact]
    public void Batch_norm_is_told_by_its_kind() => Assert.Equal(["stem_bn"], Names(_layers.BatchNorm));

    [Fact]
    public void A_stage_has_its_layers_in_order() => Assert.Equal(["stem", "stem_bn"], Names(_layers.Stage(0)));

    [Fact]
    public void From_a_layer_on_is_that_layer_and_all_after_it() => Assert.Equal(["middle", "top", "odd"], Names(_layers.From(_layers["middle"])));

    [Fact]
    public void Selections_can_be_selected_from_again() => Assert.Equal(["top"], Names(_layers.From(_layers["stem_bn"]).ThatCanTrain));

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_stage_that_no_layer_is_of_is_an_error_that_names_those_there_are(int stage) =>
        Assert.Contains("of the stages 0, 1, 2.", Assert.Throws<ArgumentOutOfRangeException>(() => _layers.Stage(stage)).Message, StringComparison.Ordinal);

    [Fact]
    public void Where_no_stage_is_known_the_error_says_so() =>
        Assert.Contains("not known", Assert.Throws<ArgumentOutOfRangeException>(() => Model(Layer("a", LayerKind.Dense, Trainability.Trainable, null)).Layers.Stage(0)).Message, StringComparison.Ordinal);

    [Fact]
    public void From_a_layer_that_is_not_there_is_an_error()
    {
        Assert.Contains("'stem'", Assert.Throws<ArgumentException>(() => _layers.Stage(2).From(_layers["stem"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => _layers.From(null!));
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_that_names_the_nearest() =>
        Assert.Contains("'middle'", Assert.Throws<KeyNotFoundException>(() => _layers["midle"]).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Names(HubLayerInfoCollection layers) => layers.Select(static l => l.Name);

    private static HubLayerInfo Layer(string name, LayerKind kind, Trainability trainability, int? stage) =>
        new(name, name, kind, null, trainability, "trainable", "", 1, [], stage);

    private static HubModelInfo Model(params HubLayerInfo[] layers) => new(
        "net", "net", null, null, HubModelFormat.SavedModel2, null, "sha256:0", [], new HubInterfaceInfo([], [], true, 1, false),
        TrainabilityVerdict.Partial, "trainable", "", null, 1, 1, layers, []);
}
