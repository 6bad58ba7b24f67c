using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Export;

/// <summary>Weights that have become no numbers are not handed on as a model; those that a publisher wrote are.</summary>
public sealed class FiniteExportTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_weight_that_is_no_number_any_more_is_refused_by_name(float value)
    {
        using var folder = new TempFolder();
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        var variable = model.GetLayer(CarriedModel.Expand).Variables[0];
        using (torch.no_grad())
        {
            variable.Value[0, 0, 0, 0] = value;
        }

        foreach (var export in (System.Action[])[
            () => model.Export(folder.File("model")),
            () => model.Export(folder.File("model"), head),
            () => model.ExportOnnx(folder.File("model.onnx")),
            () => model.ExportOnnx(folder.File("model.onnx"), head)])
        {
            Assert.StartsWith($"the variable '{variable.Name}' holds values that are not finite numbers", Assert.Throws<HubExportException>(export).Message);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void So_is_a_head()
    {
        using var folder = new TempFolder();
        using var model = CarriedModel.Load();
        using var head = new ClassificationHead(model, 2);
        using (torch.no_grad())
        {
            head.Module.parameters().Last().fill_(float.NaN);
        }

        Assert.StartsWith("the layer 'head' of the head holds", Assert.Throws<HubExportException>(() => model.Export(folder.File("model"), head)).Message);
        Assert.StartsWith("the layer 'head' of the head holds", Assert.Throws<HubExportException>(() => model.ExportOnnx(folder.File("model.onnx"), head)).Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_the_models_own_file_holds_is_copied_but_nothing_beside_it()
    {
        using var folder = new TempFolder();
        var source = CarriedModel.CopyTo(folder.File("model"));
        string key;
        using (var original = CarriedModel.Load())
        {
            key = original.GetLayer(CarriedModel.Expand).Variables[0].Facts.CheckpointKey;
        }

        byte[] bytes;
        using (var bundle = TensorBundleReader.Open(Path.Combine(source, "variables", "variables")))
        {
            bytes = bundle.ReadBytes(key);
            MemoryMarshal.Cast<byte, float>(bytes)[0] = float.NegativeInfinity;
        }

        TensorBundleWriter.Rewrite(Path.Combine(source, "variables", "variables"), Path.Combine(source, "variables", "variables"), new Dictionary<string, System.ReadOnlyMemory<byte>> { [key] = bytes });
        using var model = HubModel.Load(source);
        var variable = model.GetLayer(CarriedModel.Expand).Variables[0];
        Assert.Equal(float.NegativeInfinity, variable.Value[0, 0, 0, 0].item<float>());

        model.Export(folder.File("copy"));
        model.ExportOnnx(folder.File("copy.onnx"));

        using (var bundle = TensorBundleReader.Open(Path.Combine(folder.File("copy"), "variables", "variables")))
        {
            Assert.Equal(bytes, bundle.ReadBytes(key));
        }

        using (torch.no_grad())
        {
            variable.Value[0, 0, 0, 1] = float.NaN;
        }

        Assert.Throws<HubExportException>(() => model.Export(folder.File("another")));
    }
}
