using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>Everything starts frozen, one layer is unfrozen at a time, and a call says what it takes.</summary>
public sealed class HubModelTests
{
    [Fact]
    public void Everything_starts_frozen()
    {
        using var model = CarriedModel.Load();

        Assert.False(model.Trainable);
        Assert.All(model.Layers, static l => Assert.False(l.Trainable));
        Assert.All(model.Variables, static v => Assert.False(v.Value.requires_grad));
    }

    [Fact]
    public void Freezing_is_allowed_everywhere_whatever_the_verdict()
    {
        using var model = CarriedModel.Load();

        model.Trainable = false;
        foreach (var layer in model.Layers)
        {
            layer.Trainable = false;
            foreach (var variable in layer.Variables)
            {
                variable.Trainable = false;
            }
        }

        Assert.False(model.Trainable);
    }

    [Fact]
    public void Unfreezing_a_layer_sets_the_gradient_of_exactly_its_variables()
    {
        using var model = CarriedModel.Load();
        var layer = model.GetLayer(CarriedModel.Expand);

        layer.Trainable = true;

        Assert.True(model.Trainable);
        Assert.Equal([CarriedModel.Expand], model.Layers.Where(static l => l.Trainable).Select(static l => l.Name));
        Assert.Equal(["shapes_mobilenet/expanded_conv_5/expand/kernel"], model.Variables.Where(static v => v.Value.requires_grad).Select(static v => v.Name));

        layer.Trainable = false;
        Assert.DoesNotContain(model.Variables, static v => v.Value.requires_grad);
    }

    [Fact]
    public void A_gradient_reaches_the_unfrozen_layer_and_freezing_drops_it()
    {
        using var model = CarriedModel.Load();
        var kernel = model.GetLayer(CarriedModel.Expand).Variables[0];
        kernel.Trainable = true;
        using var images = torch.rand(2, 48, 48, 3);

        using (var features = model.Call(images))
        {
            features.sum().backward();
        }

        Assert.True(kernel.Value.grad!.abs().sum().item<float>() > 0);
        Assert.All(model.Variables.Where(v => v != kernel), static v => Assert.Null(v.Value.grad));
        kernel.Trainable = false;
        Assert.Null(kernel.Value.grad);
    }

    [Fact]
    public void The_layers_that_can_train_are_those_whose_facts_say_so_and_all_of_them_do()
    {
        using var model = CarriedModel.Load();
        var expected = model.Facts.Layers.Where(static l => l.Trainability == Trainability.Trainable).Select(static l => l.Name).ToList();

        foreach (var layer in model.Layers.ThatCanTrain)
        {
            layer.Trainable = true;
        }

        // Stem, first block of two, seven blocks of three, head convolution.
        Assert.Equal(1 + 2 + (7 * 3) + 1, expected.Count);
        Assert.Equal(expected, model.Layers.Where(static l => l.Trainable).Select(static l => l.Name));
        Assert.Equal(75_136, model.Variables.Where(static v => v.Trainable).Sum(static v => v.Value.numel()));
    }

    [Fact]
    public void Layers_are_found_by_index_and_by_name_in_the_manifests_order()
    {
        using var model = CarriedModel.Load();

        Assert.Equal(model.Facts.Layers.Select(static l => l.Name), model.Layers.Select(static l => l.Name));
        Assert.Equal(51, model.Layers.Count);
        Assert.Equal(CarriedModel.Stem, model.Layers[0].Name);
        Assert.Same(model.Layers[0], model.Layers[CarriedModel.Stem]);
        Assert.Same(model.Layers[0], model.GetLayer(CarriedModel.Stem));
        Assert.IsType<ConvLayer>(model.Layers[0]);
        Assert.IsType<BatchNormLayer>(model.Layers[1]);
        Assert.IsType<DepthwiseConvLayer>(model.Layers[2]);
    }

    [Fact]
    public void An_unknown_layer_is_refused_with_the_nearest_names()
    {
        using var model = CarriedModel.Load();

        var error = Assert.Throws<KeyNotFoundException>(() => model.GetLayer("shapes_mobilenet/expanded_conv_5/expnad"));

        Assert.StartsWith("HUB0006: There is no layer 'shapes_mobilenet/expanded_conv_5/expnad' in 'shapes_mobilenet'; did you mean 'shapes_mobilenet/expanded_conv_5/expand', ", error.Message);
        Assert.Equal(1 + 3, error.Message.Split("shapes_mobilenet/").Length - 1);
        Assert.Throws<ArgumentNullException>(() => model.GetLayer(null!));
    }

    [Theory]
    [InlineData(new long[] { 1, 48, 48 }, "input 'inputs' takes shape [?, 48, 48, 3], [1, 48, 48] was given")]
    [InlineData(new long[] { 1, 3, 48, 48 }, "input 'inputs' takes shape [?, 48, 48, 3], [1, 3, 48, 48] was given")]
    public void An_input_of_another_shape_is_refused_with_both_shapes(long[] shape, string expected)
    {
        using var model = CarriedModel.Load();
        using var input = torch.zeros(shape);

        var error = Assert.Throws<ArgumentException>(() => model.Call(input));

        Assert.StartsWith(expected, error.Message);
    }

    [Fact]
    public void An_input_of_another_type_is_refused_with_both_types()
    {
        using var model = CarriedModel.Load();
        using var input = torch.zeros(1, 48, 48, 3, dtype: torch.ScalarType.Byte);

        var error = Assert.Throws<ArgumentException>(() => model.Call(input));

        Assert.StartsWith("input 'inputs' takes float32, Byte was given", error.Message);
        Assert.Throws<ArgumentNullException>(() => model.Call(null!));
    }

    [Fact]
    public void Doubles_are_converted_and_give_what_floats_give()
    {
        using var model = CarriedModel.Load();
        using var floats = torch.rand(2, 48, 48, 3);
        using var doubles = floats.to(torch.ScalarType.Float64);

        using var ofFloats = model.Call(floats);
        using var ofDoubles = model.Call(doubles);

        Assert.Equal(ofFloats.data<float>().ToArray(), ofDoubles.data<float>().ToArray());
    }

    [Fact]
    public void A_frozen_model_records_nothing_unless_the_input_asks_for_its_gradient()
    {
        using var model = CarriedModel.Load();
        using var image = torch.rand(1, 48, 48, 3);
        using (var features = model.Call(image))
        {
            Assert.False(features.requires_grad);
        }

        using var asking = image.clone().requires_grad_();
        using (var features = model.Call(asking))
        {
            features.sum().backward();
        }

        Assert.True(asking.grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void The_caller_owns_the_result_and_the_model_owns_its_values()
    {
        using var model = CarriedModel.Load();
        using var image = torch.rand(1, 48, 48, 3);
        torch.Tensor features;
        using (torch.NewDisposeScope())
        {
            features = model.Call(image).MoveToOuterDisposeScope();
        }

        using var again = model.Call(image);
        Assert.Equal(features.data<float>().ToArray(), again.data<float>().ToArray());
        features.Dispose();
    }

    [Fact]
    public void Disposing_twice_is_fine_and_using_it_afterwards_is_told()
    {
        var model = CarriedModel.Load();
        var layer = model.GetLayer(CarriedModel.Expand);
        var variable = layer.Variables[0];
        using var image = torch.rand(1, 48, 48, 3);
        using (model.Call(image))
        {
        }

        using var folder = new TempFolder();
        model.Dispose();
        model.Dispose();

        foreach (var use in (Action[])
        [
            () => model.Call(image).Dispose(),
            () => model.Export(folder.File("out")),
            () => model.Trainable = true,
            () => model.Trainable = false,
            () => _ = model.Trainable,
            () => layer.Trainable = true,
            () => layer.Trainable = false,
            () => _ = layer.Trainable,
            () => variable.Trainable = true,
            () => _ = variable.Trainable,
            () => _ = variable.Value,
        ])
        {
            var error = Assert.Throws<ObjectDisposedException>(use);
            Assert.Equal("HubAnalyzers.Runtime.HubModel", error.ObjectName);
        }

        Assert.Equal(CarriedModel.Expand, layer.Name);
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(folder.Path));
    }
}
