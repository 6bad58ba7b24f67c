using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Export;

public sealed class OnnxExportTests(LoadedCarriedModel carried) : IClassFixture<LoadedCarriedModel>
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void Onnx_runtime_computes_what_the_model_does_for_a_batch_of_any_size()
    {
        using var folder = new TempFolder();
        using var model = CarriedModel.Load();
        using (torch.no_grad())
        {
            // What was trained is what is written, not what was loaded.
            model.GetLayer(CarriedModel.Expand).Variables[0].Value.mul_(1.5f.ToScalar());
        }

        model.ExportOnnx(folder.File("model.onnx"));

        using var file = new OnnxFile(folder.File("model.onnx"));
        Assert.Equal(model.Facts.Interface.Inputs.Select(static i => i.Name), file.Inputs);
        Assert.Equal(model.Facts.Interface.Outputs.Select(static o => o.Name), file.Outputs);
        Assert.Equal(["batch"], file.BatchesOfInputs);
        Assert.All(new long[] { 1, 3 }, batch => AssertSame(model, file, [batch, 48, 48, 3], 1));
        using var before = CarriedModel.Load();
        using var image = torch.rand(1, 48, 48, 3);
        using var old = before.Call(image);
        Assert.True(OnnxFile.Difference(old.data<float>().ToArray(), file.Run(image)) > Tolerance, "the weight that changed is not in the file");
    }

    [SkippableTheory]
    [InlineData("cnn-bn-fire", "48,48,3", 1)]
    [InlineData("gru-simpleton", "9", 50)]
    [InlineData("mnv1-openmv-complete", "160,120,1", 255)]
    [InlineData("textvec-attn", "150", 100)]
    public void Onnx_runtime_computes_what_a_strangers_model_does(string name, string example, float scale)
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(SharedModels.Require(name));

        model.ExportOnnx(folder.File("model.onnx"));

        using var file = new OnnxFile(folder.File("model.onnx"));
        Assert.Equal(model.Facts.Interface.Inputs.Select(static i => i.Name), file.Inputs);
        Assert.Equal(model.Facts.Interface.Outputs.Select(static o => o.Name), file.Outputs);
        Assert.All(new long[] { 1, 3 }, batch => AssertSame(model, file, [batch, .. example.Split(',').Select(long.Parse)], scale));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_head_is_part_of_the_file_with_the_names_of_its_classes(int hidden)
    {
        using var folder = new TempFolder();
        using var head = new ClassificationHead(carried.Model, 3, seed: 1, new HeadOptions { HiddenUnits = hidden, Dropout = 0.5 });
        head.Module.eval();

        carried.Model.ExportOnnx(folder.File("model.onnx"), head, ["cat", "dog", "Käse \"2\""]);

        using var file = new OnnxFile(folder.File("model.onnx"));
        Assert.Equal(["logits"], file.Outputs);
        Assert.Equal(["cat", "dog", "Käse \"2\""], JsonSerializer.Deserialize<string[]>(file.Metadata["labels"])!);
        foreach (var batch in (long[])[1, 3])
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            var image = torch.rand(batch, 48, 48, 3);
            Assert.InRange(OnnxFile.Difference(head.Call(carried.Model.Call(image)).data<float>().ToArray(), file.Run(image)), 0, Tolerance);
        }
    }

    [Fact]
    public void Values_of_a_regression_are_called_values()
    {
        using var folder = new TempFolder();
        using var head = new RegressionHead(carried.Model, 2);

        carried.Model.ExportOnnx(folder.File("model.onnx"), head);

        using var file = new OnnxFile(folder.File("model.onnx"));
        Assert.Equal(["values"], file.Outputs);
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void Weights_that_a_message_cannot_hold_lie_in_a_file_beside_it()
    {
        using var folder = new TempFolder();
        using var model = new Execution.OpenedModel(CarriedModel.Folder);
        var graph = model.Import(model.Traces.ForInference!);

        model.Variables.Add(graph.Variables);
        OnnxExport.Write(graph, model.Variables, CarriedModel.Folder, folder.File("model.onnx"), labels: null, overwrite: false, mostInside: 1000);

        Assert.Equal(["model.onnx", "model.onnx.data"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        Assert.True(new FileInfo(folder.File("model.onnx")).Length < new FileInfo(folder.File("model.onnx.data")).Length / 2);
        using var file = new OnnxFile(folder.File("model.onnx"));
        AssertSame(carried.Model, file, [3, 48, 48, 3], 1);
    }

    [SkippableFact]
    public void Model_and_weights_lie_side_by_side_where_a_link_leads()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("disk"));
        File.WriteAllText(folder.File("disk/big.onnx"), "old");
        File.CreateSymbolicLink(folder.File("model.onnx"), "disk/big.onnx");
        using var model = new Execution.OpenedModel(CarriedModel.Folder);
        var graph = model.Import(model.Traces.ForInference!);

        model.Variables.Add(graph.Variables);
        OnnxExport.Write(graph, model.Variables, CarriedModel.Folder, folder.File("model.onnx"), labels: null, overwrite: true, mostInside: 1000);

        Assert.Equal(["disk", "model.onnx"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(["big.onnx", "big.onnx.data"], Directory.GetFileSystemEntries(folder.File("disk")).Select(Path.GetFileName).Order());
        using var file = new OnnxFile(folder.File("disk/big.onnx"));
        AssertSame(carried.Model, file, [3, 48, 48, 3], 1);
    }

    [Fact]
    public void A_file_that_is_there_is_refused_unless_asked_for()
    {
        using var folder = new TempFolder();
        var to = folder.File("model.onnx");
        File.WriteAllText(to, "mine");

        var error = Assert.Throws<IOException>(() => carried.Model.ExportOnnx(to));
        Assert.Equal($"{to}: is there already; choose another file or ask for it to be overwritten", error.Message);
        Assert.Equal("mine", File.ReadAllText(to));

        carried.Model.ExportOnnx(to, overwrite: true);
        using var file = new OnnxFile(to);
        Assert.Throws<IOException>(() => carried.Model.ExportOnnx(folder.Path, overwrite: true));
    }

    [SkippableFact]
    public void Nothing_is_written_into_the_models_own_folder()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        using var folder = new TempFolder();
        Directory.CreateSymbolicLink(folder.File("link"), Path.GetDirectoryName(CarriedModel.Folder)!);
        var before = File.ReadAllBytes(Path.Combine(CarriedModel.Folder, "saved_model.pb"));

        foreach (var to in (string[])[Path.Combine(CarriedModel.Folder, "saved_model.pb"), Path.Combine(folder.File("link"), Path.GetFileName(CarriedModel.Folder), "model.onnx")])
        {
            var error = Assert.Throws<IOException>(() => carried.Model.ExportOnnx(to, overwrite: true));
            Assert.Equal($"{to}: lies in the model's own folder {CarriedModel.Folder}; choose another", error.Message);
        }

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(CarriedModel.Folder, "saved_model.pb")));
    }

    [Fact]
    public void Everything_that_has_no_form_is_named_at_once_and_nothing_is_written()
    {
        using var folder = new TempFolder();
        var path = new WrittenModel { Input = [-1, 4, 4] }
            .Weight("a/kernel", [1], 1)
            .Trace(null, static f =>
            {
                // Sizes that a run computes, where ONNX takes a constant: each by itself would do.
                var size = f.Node("Cast", "y", [f.Node("Max", "output", ["x", f.Numbers(0, 1, 2)])], ("SrcT", Type(SavedModel.Wire.DataType.DtFloat)), ("DstT", Type(SavedModel.Wire.DataType.DtInt32)));
                var rolled = f.Node("first", "Transpose", "y", ["x", f.Node("Mul", "z", [f.Numbers(0, 2, 1), size])]);
                var mean = f.Node("second", "Mean", "output", [rolled, size]);
                f.Returns(f.Two("Mul", mean, f.Read("a/kernel")));
            })
            .Write(folder.File("model"));
        using var model = HubModel.Load(path);

        var error = Assert.Throws<HubUnsupportedOpException>(() => model.ExportOnnx(folder.File("out/model.onnx")));

        Assert.Equal(["Mean", "Transpose"], error.Ops);
        Assert.Contains("'first' (Transpose)", error.Message);
        Assert.Contains("'second' (Mean)", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.File("out")));

        static SavedModel.Wire.AttrValue Type(SavedModel.Wire.DataType type) => new() { Type = type };
    }

    [Fact]
    public void A_head_of_ones_own_is_refused_with_what_to_do()
    {
        using var folder = new TempFolder();
        using var head = new CustomHead(carried.Model, torch.nn.Linear(carried.Model.Facts.Interface.Outputs[0].Shape![1], 2), static (o, t) => torch.nn.functional.cross_entropy(o, t));

        var error = Assert.Throws<HubExportException>(() => carried.Model.ExportOnnx(folder.File("model.onnx"), head));

        Assert.Equal(
            "The head is a CustomHead around a module of your own ('Linear'), which cannot be written as TensorFlow or ONNX operations; "
            + "export the model without a head, and write the head's own checkpoint with CustomHead.Export.",
            error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void There_are_as_many_labels_as_outputs()
    {
        using var folder = new TempFolder();
        using var head = new ClassificationHead(carried.Model, 3);

        var error = Assert.Throws<ArgumentException>(() => carried.Model.ExportOnnx(folder.File("model.onnx"), head, ["cat", "dog"]));

        Assert.StartsWith("There are 2 labels, the head has 3 outputs.", error.Message);
    }

    private static void AssertSame(HubModel model, OnnxFile file, long[] shape, float scale)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        torch.manual_seed(shape[0]);
        var input = torch.rand(shape) * scale;
        var expected = model.Call(input).contiguous().data<float>().ToArray();
        Assert.True(expected.Max() > expected.Min() || expected.Length == 1, "an output that is the same everywhere shows nothing");
        Assert.InRange(OnnxFile.Difference(expected, file.Run(input)), 0, Tolerance);
    }
}
