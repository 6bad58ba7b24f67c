using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Tests.Training;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Export;

public sealed class HeadExportTests(HeadExportTests.FineTuned tuned) : IClassFixture<HeadExportTests.FineTuned>
{
    [Fact]
    public void What_was_exported_predicts_what_the_trainer_predicts()
    {
        using var loaded = HubModel.Load(tuned.Folder);

        AssertClose(tuned.Expected, Run(loaded, tuned.Images));
        Assert.Equal(tuned.Names, loaded.Labels);
        Assert.Null(tuned.Source.Labels);
        Assert.Equal(["logits"], loaded.Facts.Interface.Outputs.Select(static o => o.Name));
        Assert.Equal(OutputKind.Logits, loaded.Facts.Interface.Outputs[0].Kind);
        Assert.Equal(["backbone_serving_default", "serving_default"], loaded.Facts.Interface.Signatures);
        Assert.Equal(tuned.Source.Facts.Interface.Inputs.Select(static i => i.Name), loaded.Facts.Interface.Inputs.Select(static i => i.Name));
        Assert.True(loaded.HasTrainingTrace);
        using var losses = loaded.RegularizationLoss();
        using var own = tuned.Source.RegularizationLoss();
        Assert.Equal(own.item<float>(), losses.item<float>());
    }

    [Fact]
    public void It_is_inspected_as_the_model_that_it_was_and_a_dense_layer_that_can_train()
    {
        var facts = ModelInspector.Inspect(tuned.Folder);

        var head = facts.Layers.Single(static l => l.Name == "head");
        Assert.Equal((LayerKind.Dense, Trainability.Trainable, ReasonCodes.Trainable), (head.Kind, head.Trainability, head.Reason));
        Assert.Equal(["head/kernel", "head/bias"], head.Variables);
        Assert.Equal("head/kernel/.ATTRIBUTES/VARIABLE_VALUE", facts.Variables.Single(static v => v.Name == "head/kernel").CheckpointKey);
        Assert.Equal(
            tuned.Source.Facts.Layers.Select(static l => (l.Name, l.Kind, l.Trainability, l.Reason, l.Parameters)),
            facts.Layers.Where(static l => l.Name != "head").Select(static l => (l.Name, l.Kind, l.Trainability, l.Reason, l.Parameters)));
        Assert.Equal(tuned.Source.Facts.Verdict, facts.Verdict);
        Assert.DoesNotContain(facts.Files, static f => f.Path == "fingerprint.pb");
    }

    [Fact]
    public void It_trains_again_and_takes_another_head()
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(tuned.Folder);
        using var head = new ClassificationHead(model, 2, seed: 4);
        var expand = model.GetLayer(CarriedModel.Expand);
        var tuner = new FineTuner(model, head);

        var result = tuner.Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 3), TinyProblem.Options(1, model.GetLayer("head"), expand));
        tuner.Export(folder.File("out"));

        Assert.Subset(result.ProofOfFreeze.Changed.ToHashSet(), new HashSet<string> { "head/kernel", "head/bias", expand.Variables[0].Name });
        using var again = HubModel.Load(folder.File("out"));
        Assert.Contains("head_1", again.Layers.Select(static l => l.Name));
        Assert.Contains("head", again.Layers.Select(static l => l.Name));
        Assert.Contains("backbone_backbone_serving_default", again.Facts.Interface.Signatures!);
        Assert.Equal(["labels.txt", "labels_1.txt"], Directory.GetFiles(folder.File("out/assets")).Select(static f => Path.GetFileName(f)!).Order());
        Assert.Equal(tuned.Names, again.Labels);
        using var noGrad = torch.no_grad();
        using var features = model.Call(tuned.Images);
        using var expected = head.Call(features);
        AssertClose(expected.data<float>().ToArray(), Run(again, tuned.Images));
        LoadersRules.Check(folder.File("out"));
    }

    [Fact]
    public void It_is_exported_as_onnx_with_the_head()
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(tuned.Folder);

        model.ExportOnnx(folder.File("loaded.onnx"));
        tuned.Tuner.ExportOnnx(folder.File("tuned.onnx"));

        foreach (var name in (string[])["loaded.onnx", "tuned.onnx"])
        {
            using var file = new OnnxFile(folder.File(name));
            Assert.Equal(["logits"], file.Outputs);
            Assert.InRange(OnnxFile.Difference(tuned.Expected, file.Run(tuned.Images)), 0, 1e-4);
        }
    }

    [Fact]
    public void A_hidden_layer_is_there_and_dropout_is_in_the_trace_for_training()
    {
        using var folder = new TempFolder();
        using var head = new MultiLabelHead(tuned.Source, 3, seed: 2, new HeadOptions { HiddenUnits = 16, Dropout = 0.5 });
        head.Module.eval();
        tuned.Source.Export(folder.File("out"), head);

        using var model = HubModel.Load(folder.File("out"));
        using var noGrad = torch.no_grad();
        using var features = tuned.Source.Call(tuned.Images);
        using var expected = head.Call(features);
        AssertClose(expected.data<float>().ToArray(), Run(model, tuned.Images));
        Assert.Null(model.Labels);
        Assert.Equal(Trainability.Trainable, model.GetLayer("head/hidden").Trainability);
        using var first = model.Call(tuned.Images, training: true);
        using var second = model.Call(tuned.Images, training: true);
        Assert.NotEqual(first.data<float>().ToArray(), second.data<float>().ToArray());
        LoadersRules.Check(folder.File("out"));
    }

    [Fact]
    public void Its_files_are_such_as_loaders_ask_for() => LoadersRules.Check(tuned.Folder);

    /// <summary>Strangers' models of TensorFlow 1.15 to 2.12, whose saver functions and objects have been written in many forms.</summary>
    [SkippableTheory]
    [InlineData("cnn-bn-catdog")]
    [InlineData("cropnet-cassava-hub")]
    [InlineData("embed-spam-tf21")]
    [InlineData("facemask-mnv2-2shards")]
    [InlineData("gru-simpleton")]
    [InlineData("hub-v2-mini")]
    [InlineData("klayer-mnv2-catsdogs-tf23")]
    [InlineData("nsfw-mnv2-140")]
    [InlineData("potato-tf25-aug")]
    [InlineData("resnet50-keras")]
    [InlineData("textvec-attn")]
    public void A_head_on_a_strangers_model_is_such_as_loaders_ask_for(string name)
    {
        var folder = SavedModelFolder.Open(SharedModels.Require(name));
        var head = new HeadForm([new HeadLayer("head", 5, 2, new float[10], new float[2], HasRelu: false)], 0, HeadMeaning.Classes);

        var addition = HeadSavedModel.Of(folder, head, ["a", "b"]);

        var model = LoadersRules.Check(addition, folder);
        Assert.Equal(folder.Message.MetaGraphs[0].ObjectGraphDef.Nodes[0].Children.Count, model.MetaGraphs[0].ObjectGraphDef.Nodes[folder.Message.MetaGraphs[0].ObjectGraphDef.Nodes.Count].Children.Count);
    }

    [Fact]
    public void A_model_whose_weights_are_not_there_is_not_written_without_them()
    {
        using var folder = new TempFolder();
        var source = CarriedModel.CopyTo(folder.File("model"));
        Directory.Delete(Path.Combine(source, "variables"), recursive: true);
        using var model = HubModel.Load(source);
        using var head = new ClassificationHead(model, 2);

        var error = Assert.Throws<HubModelFormatException>(() => model.Export(folder.File("out"), head));

        Assert.Contains("variables.index: it does not exist, and the model has variables", error.Message);
        Assert.Equal(["model"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_head_of_ones_own_is_refused_before_anything_is_written()
    {
        using var folder = new TempFolder();
        using var head = new CustomHead(tuned.Source, torch.nn.Linear(tuned.Source.Facts.Interface.Outputs[0].Shape![1], 2), static (o, t) => torch.nn.functional.cross_entropy(o, t));

        var error = Assert.Throws<HubExportException>(() => tuned.Source.Export(folder.File("out"), head));

        Assert.Contains("CustomHead.Export", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Labels_with_line_breaks_are_refused_and_a_folder_in_use_is_too()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("out"));
        File.WriteAllText(folder.File("out/mine.txt"), "mine");

        Assert.Throws<ArgumentException>(() => tuned.Source.Export(folder.File("new"), tuned.Head, ["a", "b\nc"]));
        Assert.Throws<IOException>(() => tuned.Source.Export(folder.File("out"), tuned.Head));

        Assert.Equal(["out"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(folder.File("out/mine.txt")));
    }

    [Fact]
    public void An_export_that_fails_half_way_leaves_nothing()
    {
        using var folder = new TempFolder();
        var source = CarriedModel.CopyTo(folder.File("model"));
        using var model = HubModel.Load(source, new HubLoadOptions { MapWeights = false });
        using var head = new ClassificationHead(model, 2);
        var shard = Path.Combine(source, "variables", "variables.data-00000-of-00001");
        File.WriteAllBytes(shard, File.ReadAllBytes(shard)[..^1000]);

        Assert.Throws<HubModelFormatException>(() => model.Export(folder.File("out"), head));

        Assert.Equal(["model"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    private static void AssertClose(float[] expected, float[] actual) => Assert.InRange(OnnxFile.Difference(expected, actual), 0, 1e-5);

    private static float[] Run(HubModel model, torch.Tensor images)
    {
        using var noGrad = torch.no_grad();
        using var outputs = model.Call(images);
        return outputs.contiguous().data<float>().ToArray();
    }

    /// <summary>The carried model, fine-tuned for a few steps and exported with its head.</summary>
    public sealed class FineTuned : IDisposable
    {
        private readonly TempFolder _folder = new();

        public FineTuned()
        {
            Source = CarriedModel.Load();
            Head = new ClassificationHead(Source, 2, seed: 3);
            Tuner = new FineTuner(Source, Head);
            var data = TinyProblem.Images();
            Names = data.Targets.Names;
            Tuner.Train(data, TinyProblem.Images(4, seed: 2), TinyProblem.Options(1, Source.GetLayer(CarriedModel.Expand)));
            Tuner.Export(Folder);
            Images = torch.rand(3, 48, 48, 3);
            using var noGrad = torch.no_grad();
            using var features = Source.Call(Images);
            using var outputs = Head.Call(features);
            Expected = outputs.data<float>().ToArray();
        }

        public HubModel Source { get; }

        public ClassificationHead Head { get; }

        public FineTuner Tuner { get; }

        public string Folder => _folder.File("exported");

        public IReadOnlyList<string> Names { get; }

        public torch.Tensor Images { get; }

        public float[] Expected { get; }

        public void Dispose()
        {
            Images.Dispose();
            Head.Dispose();
            Source.Dispose();
            _folder.Dispose();
        }
    }
}
