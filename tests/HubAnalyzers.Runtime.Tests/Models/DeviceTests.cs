using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>The options that say where and with which numbers a model computes.</summary>
public sealed class DeviceTests
{
    [Fact]
    public void A_model_is_on_the_processor_unless_said_otherwise()
    {
        using var model = CarriedModel.Load();

        Assert.Equal(HubDevice.Cpu, model.Device);
    }

    [Fact]
    public void Auto_becomes_a_device_that_is_there()
    {
        using var model = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Device = HubDevice.Auto });

        Assert.Equal(Accelerators.Find().Count > 0 ? HubDevice.Cuda() : HubDevice.Cpu, model.Device);
    }

    [SkippableFact]
    public void A_GPU_that_is_not_there_is_told_before_anything_is_read()
    {
        Skip.If(Accelerators.Find().Count > 0, "this machine has one");

        var error = Assert.Throws<HubDeviceException>(() => HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Device = HubDevice.Cuda(7) }));

        Assert.StartsWith("cuda:7 was asked for, but ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_machine_computes_with_as_many_threads_as_it_is_told()
    {
        var before = torch.get_num_threads();
        try
        {
            HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Threads = 1 }).Dispose();
            Assert.Equal(1, torch.get_num_threads());
            Assert.Throws<ArgumentOutOfRangeException>(() => HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Threads = 0 }));
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [Fact]
    public void With_fewer_bits_the_features_are_near_and_the_weights_exact()
    {
        using var exact = CarriedModel.Load();
        using var reduced = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Precision = HubPrecision.BFloat16 });
        using var images = Images(exact, 4);
        using var expected = exact.Call(images);
        using var near = reduced.Call(images);

        Assert.Equal(torch.ScalarType.Float32, near.dtype);
        using var difference = (near - expected).norm() / expected.norm();
        Assert.InRange(difference.item<float>(), 1e-6f, 0.03f);
        Assert.All(reduced.Variables.Where(static v => v.WasRead), static v => Assert.Equal(torch.ScalarType.Float32, v.Value.dtype));
    }

    [Fact]
    public void With_fewer_bits_a_layer_trains_its_exact_weights()
    {
        using var folder = new TempFolder();
        using var exact = CarriedModel.Load();
        using var reduced = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Precision = HubPrecision.BFloat16 });
        using var images = Images(exact, 4);
        var gradients = new HubModel[] { exact, reduced }.Select(model =>
        {
            var layer = model.GetLayer(CarriedModel.Expand);
            layer.Trainable = true;
            using var loss = model.Call(images).square().sum();
            loss.backward();
            return layer.Variables[0].Value.grad!;
        }).ToArray();

        Assert.All(gradients, static g => Assert.Equal(torch.ScalarType.Float32, g.dtype));
        using var cosine = torch.nn.functional.cosine_similarity(gradients[0].reshape(1, -1), gradients[1].reshape(1, -1));
        Assert.InRange(cosine.item<float>(), 0.98f, 1.0001f);

        // A step too small for the bits of bfloat16 is kept.
        var weight = reduced.GetLayer(CarriedModel.Expand).Variables[0].Value;
        using var before = weight.detach().clone();
        using (torch.no_grad())
        {
            weight.mul_(1 + 1e-5f);
        }

        Assert.False(weight.allclose(before, rtol: 1e-6));
        reduced.Export(folder.File("out"));
        using var again = HubModel.Load(folder.File("out"));
        Assert.True(again.GetLayer(CarriedModel.Expand).Variables[0].Value.equal(weight.detach()).all().ToBoolean());
    }

    [Fact]
    public void A_batch_that_no_memory_holds_is_one_line_with_what_was_asked_for_and_the_remedies()
    {
        using var model = CarriedModel.Load();
        using var image = Images(model, 1);

        // One image seen a hundred million times takes no memory; what is computed of it does.
        using var images = image.expand([100_000_000, .. image.shape[1..]]);
        var error = Assert.Throws<HubOutOfMemoryException>(() => model.Call(images));

        Assert.Matches(@"saved_model\.pb: .*100000000.* does not fit into the memory of the processor: [\d,.]+ TiB were asked for at once; use a smaller batch", error.Message);
        Assert.DoesNotContain('\n', error.Message);

        // The model is none the worse for it.
        using var features = model.Call(image);
        Assert.True(features.isfinite().all().ToBoolean());
    }

    private static torch.Tensor Images(HubModel model, int count)
    {
        using var generator = new torch.Generator(5);
        return torch.rand([count, .. model.Facts.Interface.Inputs[0].Shape!.Skip(1)], generator: generator);
    }
}
