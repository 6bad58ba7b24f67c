using System;
using System.Linq;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>Selections of a loaded model's layers.</summary>
public sealed class SelectionTests
{
    [Fact]
    public void What_can_train_can_be_switched_on_one_by_one()
    {
        using var model = CarriedModel.Load();

        foreach (var layer in model.Layers.ThatCanTrain)
        {
            layer.Trainable = true;
        }

        Assert.Equal(model.Facts.Layers.ThatCanTrain.Count, model.Layers.Count(static l => l.Trainable));
        Assert.DoesNotContain(model.Layers.BatchNorm, static l => l.Trainable);
    }

    [Fact]
    public void Selections_of_layers_and_of_facts_are_the_same()
    {
        using var model = CarriedModel.Load();
        var expand = model.GetLayer(CarriedModel.Expand);

        Assert.Equal(model.Facts.Layers.BatchNorm, model.Layers.BatchNorm.Select(static l => l.Facts));
        Assert.Equal(model.Facts.Layers.From(expand.Facts).ThatCanTrain, model.Layers.From(expand).ThatCanTrain.Select(static l => l.Facts));
        foreach (var stage in model.Layers.Select(static l => l.Facts.Stage).OfType<int>().Distinct())
        {
            Assert.Equal(model.Facts.Layers.Stage(stage), model.Layers.Stage(stage).Select(static l => l.Facts));
        }
    }

    [Fact]
    public void From_a_layer_on_begins_with_it()
    {
        using var model = CarriedModel.Load();

        Assert.Same(model.GetLayer(CarriedModel.Expand), model.Layers.From(model.GetLayer(CarriedModel.Expand))[0]);
        Assert.Equal(model.Layers.Count, model.Layers.From(model.Layers[0]).Count);
    }

    [Fact]
    public void A_layer_of_another_model_and_a_stage_that_is_not_there_are_refused()
    {
        using var model = CarriedModel.Load();
        using var other = CarriedModel.Load();

        Assert.Throws<ArgumentException>(() => model.Layers.From(other.Layers[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Layers.Stage(1000));
    }
}
