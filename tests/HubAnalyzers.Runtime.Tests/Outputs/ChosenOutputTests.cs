using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Outputs;
using HubAnalyzers.Runtime.Tests.Export;
using HubAnalyzers.Runtime.Tests.Models;
using HubAnalyzers.Runtime.Tests.Training;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Outputs;

public sealed class ChosenOutputTests(ChosenOutputTests.Classifier classifier) : IClassFixture<ChosenOutputTests.Classifier>
{
    private static readonly AttrValue _float = new() { Type = DataType.DtFloat };

    [Fact]
    public void Features_are_what_the_classifier_takes()
    {
        using var model = Load(OutputKind.Features);

        var output = Assert.Single(model.Facts.Interface.Outputs);
        Assert.Equal(("features", OutputKind.Features), (output.Name, output.Kind));
        Assert.Equal([-1L, ClassifierModel.Hidden], output.Shape);
        Assert.Equal(OutputKind.Features, model.Output);
        AssertClose(classifier.Probabilities, Softmax(Dense(classifier.Whole, "head", Run(model, classifier.Images))));
    }

    [Fact]
    public void Logits_are_what_the_softmax_takes()
    {
        using var model = Load(OutputKind.Logits);

        Assert.Equal(("logits", OutputKind.Logits), (model.Facts.Interface.Outputs[0].Name, model.Facts.Interface.Outputs[0].Kind));
        AssertClose(classifier.Probabilities, Softmax(Run(model, classifier.Images)));
    }

    [Fact]
    public void Dropout_farther_back_stays_in_the_call_for_training()
    {
        using var model = Load(OutputKind.Features);

        Assert.True(model.HasTrainingTrace);
        Assert.NotEqual(Numbers(Run(model, classifier.Images, training: true)), Numbers(Run(model, classifier.Images, training: true)));
        Assert.Equal(Numbers(Run(model, classifier.Images)), Numbers(Run(model, classifier.Images)));
    }

    [Fact]
    public void What_is_computed_after_it_cannot_train_any_more()
    {
        using var model = Load(OutputKind.Features);

        var top = model.GetLayer("head");
        Assert.Equal((Trainability.Frozen, ReasonCodes.NoPathToOutput), (top.Trainability, top.Facts.Reason));
        var error = Assert.Throws<HubTrainabilityException>(() => top.Trainable = true);
        Assert.Equal("HUB0005", error.RuleId);
        Assert.Contains("no output of its call depends on it", error.Message);
        Assert.Equal(
            classifier.Whole.Facts.Layers.Where(static l => l.Name != "head").Select(static l => (l.Name, l.Trainability, l.Reason)),
            model.Facts.Layers.Where(static l => l.Name != "head").Select(static l => (l.Name, l.Trainability, l.Reason)));
        model.GetLayer("head/hidden").Trainable = true;
        using var sum = model.Call(classifier.Images).sum();
        sum.backward();
        Assert.True(model.GetLayer("head/hidden").Variables[0].Value.grad is not null);
    }

    [Fact]
    public void A_model_that_gives_that_already_is_as_it_was()
    {
        using var plain = CarriedModel.Load();
        using var chosen = HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Output = OutputKind.Features });
        using var probabilities = Load(OutputKind.Probabilities);

        Assert.Equal(ManifestFile.Write(plain.Facts), ManifestFile.Write(chosen.Facts));
        Assert.Equal(ManifestFile.Write(classifier.Whole.Facts), ManifestFile.Write(probabilities.Facts));
        Assert.Null(plain.Output);
        Assert.Null(chosen.Output);
        Assert.Null(probabilities.Output);
    }

    [Fact]
    public void The_digest_and_the_name_are_the_files()
    {
        using var model = Load(OutputKind.Features);

        Assert.Equal((classifier.Whole.Facts.Digest, classifier.Whole.Facts.Handle), (model.Facts.Digest, model.Facts.Handle));
        Assert.Equal(classifier.Whole.Facts.Files.Select(static f => (f.Path, f.Sha256)), model.Facts.Files.Select(static f => (f.Path, f.Sha256)));
    }

    [Fact]
    public void A_head_on_it_learns_is_exported_and_trains_again()
    {
        using var folder = new TempFolder();
        using var model = Load(OutputKind.Features);
        using var head = new ClassificationHead(model, 2, seed: 3);
        var tuner = new FineTuner(model, head);
        var result = tuner.Train(TinyProblem.Images(), TinyProblem.Images(4, seed: 2), TinyProblem.Options(1, model.GetLayer("head/hidden")));
        using var noGrad = torch.no_grad();
        using var features = model.Call(classifier.Images);
        using var expected = head.Call(features);

        tuner.Export(folder.File("out"));
        tuner.ExportOnnx(folder.File("out.onnx"));

        using var loaded = HubModel.Load(folder.File("out"));
        Assert.Equal(["logits"], loaded.Facts.Interface.Outputs.Select(static o => o.Name));
        AssertClose(expected, Run(loaded, classifier.Images));
        Assert.Equal(ReasonCodes.NoPathToOutput, loaded.GetLayer("head").Facts.Reason);
        Assert.Equal(Trainability.Trainable, loaded.GetLayer("head_1").Trainability);
        Assert.Equal(["head/hidden/bias", "head/hidden/kernel"], result.ProofOfFreeze.Changed.Order());
        using var onnx = new OnnxFile(folder.File("out.onnx"));
        Assert.InRange(OnnxFile.Difference(Numbers(expected), onnx.Run(classifier.Images)), 0, 1e-4);
        LoadersRules.Check(folder.File("out"));
        Assert.Equal("features", result.Receipt!.Model.Output);
        Assert.Equal(Sha256Digest.Of(ManifestFile.Write(classifier.Whole.Facts)), result.Receipt.Model.ManifestDigest);
    }

    [Fact]
    public void Without_a_head_the_whole_model_is_exported()
    {
        using var folder = new TempFolder();
        using var model = Load(OutputKind.Features);

        model.Export(folder.File("out"));

        using var again = HubModel.Load(folder.File("out"));
        AssertClose(classifier.Probabilities, Run(again, classifier.Images));
        Assert.Equal(File.ReadAllBytes(Path.Combine(classifier.Folder, "saved_model.pb")), File.ReadAllBytes(folder.File("out/saved_model.pb")));
    }

    [Fact]
    public void A_checkpoint_belongs_to_one_output()
    {
        using var folder = new TempFolder();
        using (var model = Load(OutputKind.Features))
        {
            Train(model, folder, resume: false);
        }

        using var other = Load(OutputKind.Logits);
        var error = Assert.ThrowsAny<Exception>(() => Train(other, folder, resume: true));
        Assert.Contains("it belongs to another model", error.Message);

        static void Train(HubModel model, TempFolder folder, bool resume)
        {
            using var head = new ClassificationHead(model, 2, seed: 3);
            new FineTuner(model, head).Train(
                TinyProblem.Images(), TinyProblem.Images(4, seed: 2), TinyProblem.Options(1) with { Checkpoints = new CheckpointOptions(folder.File("run")) { Resume = resume } });
        }
    }

    [Fact]
    public void A_head_on_probabilities_is_told_what_to_stand_on()
    {
        var error = Assert.Throws<ArgumentException>(() => new ClassificationHead(classifier.Whole, 2));

        Assert.StartsWith(
            "HUB0014: Output 'output_0' of 'classifier' holds probabilities, from which a new head learns little; stack it on what comes before, for which it is loaded with Output = OutputKind.Features, or on a variant that gives features or logits",
            error.Message.Replace("'logits'", "'output_0'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_call_without_such_a_place_is_refused()
    {
        using var folder = new TempFolder();
        var path = new WrittenModel().Weight("body/kernel", [3, 3], 0.5f)
            .Trace(null, static t => t.Returns(t.Node("Relu", "activations", [t.Two("Mul", "x", t.Read("body/kernel"))], ("T", _float)))).Write(folder.File("net"));

        var error = Assert.Throws<HubModelFormatException>(() => HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Logits }));

        Assert.Contains("saved_model.pb: its call has no output of logits, and its output 'output_0', which holds features, is not made by a softmax or sigmoid of any; take a variant", error.Message);
        Assert.Contains("no output of probabilities; leave Output out", Assert.Throws<HubModelFormatException>(() => HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Probabilities })).Message);
    }

    [Theory]
    [InlineData(OutputKind.Unknown)]
    [InlineData((OutputKind)9)]
    public void Only_kinds_can_be_chosen(OutputKind kind) => Assert.Contains(
        "HubLoadOptions.Output is Features, Logits, Probabilities, or null",
        Assert.Throws<ArgumentOutOfRangeException>(() => HubModel.Load(CarriedModel.Folder, new HubLoadOptions { Output = kind })).Message);

    /// <summary>Each way in which TensorFlow has spelled dropout: what it drops is the features, in training as in inference.</summary>
    [Theory]
    [InlineData("Mul")]
    [InlineData("SelectV2")]
    public void Dropout_before_the_classifier_is_none_of_the_features(string spelling)
    {
        using var folder = new TempFolder();
        var path = new WrittenModel().Weight("body/kernel", [3, 3], 0.5f).Weight("top/kernel", [3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]).Weight("top/bias", [3], 1, 2, 3)
            .Inner("body", static f => f.Returns(f.Node("Relu", "activations", [MatMul(f, "x", "body/kernel")], ("T", _float))))
            .Trace(false, static t => Top(t, t.Node("Identity", "output", [Body(t)], ("T", _float))))
            .Trace(true, t => Top(t, Dropout(t, spelling, Body(t)))).Write(folder.File("net"));
        using var input = torch.tensor(new float[] { 1, 2, 3, -1, 4, 2 }, [2, 3]);

        using var model = HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Features });

        Assert.Equal([3f, 3f, 3f, 2.5f, 2.5f, 2.5f], Numbers(Run(model, input)));
        Assert.Equal([3f, 3f, 3f, 2.5f, 2.5f, 2.5f], Numbers(Run(model, input, training: true)));
        Assert.Equal(Trainability.Frozen, model.GetLayer("top").Trainability);
        Assert.Equal(Trainability.Trainable, model.GetLayer("body").Trainability);
    }

    /// <summary>Without Keras's own words a layer is what the call does with its weights; one that is left out stays of its type, on which generated accessors count.</summary>
    [Fact]
    public void A_layer_that_is_left_out_stays_what_it_is()
    {
        using var folder = new TempFolder();
        var path = Small(folder, "Relu");
        using var whole = HubModel.Load(path);

        using var model = HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Features });

        Assert.Equal(LayerKind.Dense, whole.GetLayer("top").Kind);
        Assert.IsType(whole.GetLayer("top").GetType(), model.GetLayer("top"));
        Assert.Equal(Trainability.Frozen, model.GetLayer("top").Trainability);
        Assert.Equal(whole.Facts.TrainableParameters - 9, model.Facts.TrainableParameters);
    }

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Softmax")]
    public void What_was_chosen_as_features_is_no_output_of_probabilities_whatever_ends_the_layer_before(string activation)
    {
        using var folder = new TempFolder();

        using var model = HubModel.Load(Small(folder, activation), new HubLoadOptions { Output = OutputKind.Features });

        Assert.Equal(OutputKind.Features, model.Facts.Interface.Outputs[0].Kind);
        using var head = new ClassificationHead(model, 2);
        Assert.Equal(3, head.Features);
    }

    /// <summary>A dense layer of one unit over two steps: what it takes is a vector of a step, not of an example.</summary>
    [Fact]
    public void A_dense_layer_over_a_sequence_is_no_classifier()
    {
        using var folder = new TempFolder();
        var path = new WrittenModel { Input = [-1, 2, 3], Output = [-1, 2] }.Weight("body/kernel", [3, 3], 0.5f).Weight("top/kernel", [3, 1], 1, 2, 3)
            .Trace(null, static t =>
            {
                var steps = t.Node("Reshape", "output", ["x", t.Numbers(-1, 3)], ("T", _float));
                var score = MatMul(t, t.Node("Relu", "activations", [MatMul(t, steps, "body/kernel")], ("T", _float)), "top/kernel");
                t.Returns(t.Node("Softmax", "softmax", [t.Node("Reshape", "output", [score, t.Numbers(-1, 2)], ("T", _float))], ("T", _float)));
            }).Write(folder.File("net"));

        Assert.Contains(
            "its output 'output_0', which holds probabilities, is not made by a dense layer of a vector that the call computes; take a variant",
            Assert.Throws<HubModelFormatException>(() => HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Features })).Message);
    }

    [Fact]
    public void A_classifier_on_the_input_itself_has_no_features()
    {
        using var folder = new TempFolder();
        var path = new WrittenModel().Weight("top/kernel", [3, 3], 0.5f)
            .Trace(null, static t => t.Returns(t.Node("Softmax", "softmax", [MatMul(t, "x", "top/kernel")], ("T", _float)))).Write(folder.File("net"));

        Assert.Contains(
            "is not made by a dense layer of a vector that the call computes", Assert.Throws<HubModelFormatException>(() => HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Features })).Message);
    }

    [Fact]
    public void Another_output_is_the_one_of_that_name_in_both_modes()
    {
        using var folder = new TempFolder();
        using var input = torch.tensor(new float[] { 1, 2, 3 }, [1, 3]);
        var path = TwoOutputs(static (t, features, probabilities) =>
        {
            t.Returns("embedding", features, -1, 3);
            t.Returns("probabilities", probabilities, -1, 3);
        }).Write(folder.File("net"));

        using var model = HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Features });

        Assert.Equal("embedding", model.Facts.Interface.Outputs[0].Name);
        Assert.Equal([3f, 3f, 3f], Numbers(Run(model, input)));
        Assert.Equal([3f, 3f, 3f], Numbers(Run(model, input, training: true)));
    }

    [Fact]
    public void An_output_that_the_call_for_training_does_not_have_is_refused()
    {
        using var folder = new TempFolder();
        var path = TwoOutputs(static (t, features, probabilities) =>
        {
            t.Returns("probabilities", probabilities, -1, 3);
            t.Returns("scores", MatMul(t, "x", "top/kernel"), -1, 3);
        }).Write(folder.File("net"));

        Assert.Contains("saved_model.pb: its call has no output of features", Assert.Throws<HubModelFormatException>(() => HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Features })).Message);
    }

    [Fact]
    public void A_call_for_training_without_its_function_is_refused()
    {
        using var folder = new TempFolder();
        var path = TwoOutputs(static (t, features, probabilities) =>
        {
            t.Returns("probabilities", probabilities, -1, 3);
            t.Returns("embedding", features, -1, 3);
        }).Write(folder.File("net"));
        var file = Path.Combine(path, "saved_model.pb");
        var message = SavedModel.Wire.SavedModel.Parser.ParseFrom(File.ReadAllBytes(file));
        var graph = GraphDef.Parser.ParseFrom(message.MetaGraphs[0].GraphDef);
        graph.Library.Function.Remove(graph.Library.Function.Single(static f => f.Signature.Name == "__inference_call_1"));
        message.MetaGraphs[0].GraphDef = graph.ToByteString();
        File.WriteAllBytes(file, message.ToByteArray());

        Assert.Throws<HubModelFormatException>(() => HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Features }));
    }

    [Fact]
    public void Labels_are_of_scores_and_not_of_features()
    {
        using var folder = new TempFolder();
        using (var model = HubModel.Load(CarriedModel.Folder))
        using (var head = new ClassificationHead(model, 16, options: new HeadOptions { HiddenUnits = 16 }))
        {
            model.Export(folder.File("labelled"), head, [.. Enumerable.Range(0, 16).Select(static i => $"class {i}")]);
        }

        using var whole = HubModel.Load(folder.File("labelled"));
        using var features = HubModel.Load(folder.File("labelled"), new HubLoadOptions { Output = OutputKind.Features });

        Assert.Equal(16, whole.Labels?.Count);
        Assert.Equal([-1L, 16L], features.Facts.Interface.Outputs[0].Shape);
        Assert.Null(features.Labels);
    }

    /// <summary>Strangers' models whose weights are whole: what was cut off, computed by hand, gives what the whole model gives.</summary>
    [SkippableTheory]
    [InlineData("cnn-bn-catdog", "dense_35", "sigmoid")]
    [InlineData("cnn-bn-fire", "dense", "sigmoid")]
    [InlineData("mnv1-openmv-complete", "conv_preds", "softmax")]
    [InlineData("potato-tf25-aug", "dense_3", "softmax")]
    public void A_strangers_classifier_can_be_taken_off(string name, string top, string end)
    {
        var path = SharedModels.Require(name);
        using var whole = HubModel.Load(path);
        var shape = whole.Facts.Interface.Inputs[0].Shape!;
        using var features = HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Features });
        using var logits = HubModel.Load(path, new HubLoadOptions { Output = OutputKind.Logits });
        using var images = torch.rand([2, .. shape.Skip(1)]) * 255;

        var expected = Run(whole, images);
        var scores = Dense(whole, top, Run(features, images));
        AssertClose(Run(logits, images), scores);
        AssertClose(expected, end == "sigmoid" ? scores.sigmoid() : Softmax(scores));
    }

    /// <summary>Models whose weights are not all here: their calls are cut, inspected, and take a head that loaders understand.</summary>
    [SkippableTheory]
    [InlineData("cropnet-cassava-hub", 1280, "MobilenetV3/Logits/Conv2d_1c_1x1")]
    [InlineData("facemask-mnv2-2shards", 200, "dense_12")]
    [InlineData("klayer-mnv2-128-tf24", 1280, "dense", false)]
    [InlineData("klayer-mnv2-catsdogs-tf24", 1280, "dense", false)]
    [InlineData("lstm-spam", 15, "dense")]
    [InlineData("nsfw-mnv2-140", 1792, "dense")]
    [InlineData("qat-mnist", 2028, "dense_2")]
    [InlineData("resnet50-keras", 131072, "predictions")]
    [InlineData("textvec-attn", 256, "out_layer")]
    [InlineData("yamnet-tf23", 1024, null, false)]
    public void A_strangers_call_gives_its_features(string name, long features, string? top, bool hasObjectGraph = true)
    {
        var folder = SavedModelFolder.Open(SharedModels.Require(name));
        var facts = ModelInspector.Inspect(folder, null);

        var chosen = ChosenOutput.Of(folder, facts, OutputKind.Features);

        var cut = ChosenFacts.Of(facts, ModelInspector.Inspect(chosen, facts.Handle, facts.Digest, facts.Files), OutputKind.Features);
        Assert.Equal([-1, features], Assert.Single(cut.Interface.Outputs).Shape);
        Assert.Equal(facts.Layers.Select(static l => (l.Name, l.Accessor, l.Kind)), cut.Layers.Select(static l => (l.Name, l.Accessor, l.Kind)));
        Assert.Equal(facts.Variables.Select(static v => (v.Name, v.Layer, v.Role)), cut.Variables.Select(static v => (v.Name, v.Layer, v.Role)));
        Assert.Equal(
            top is null ? [] : [top],
            cut.Layers.Where(l => l.Reason == ReasonCodes.NoPathToOutput && facts.Layers.Single(f => f.Name == l.Name).Reason != l.Reason).Select(static l => l.Name));
        Assert.Equal(
            facts.Layers.Where(l => l.Name != top).Select(static l => (l.Name, l.Trainability, l.Parameters)).Order(),
            cut.Layers.Where(l => l.Name != top).Select(static l => (l.Name, l.Trainability, l.Parameters)).Order());
        if (hasObjectGraph)
        {
            var addition = HeadSavedModel.Of(chosen, new HeadForm([new HeadLayer("head", 5, 2, new float[10], new float[2], HasRelu: false)], 0, HeadMeaning.Classes), ["a", "b"]);
            LoadersRules.Check(addition, folder);
        }
    }

    /// <summary>Ten maps of features and no vector: the first of them stays.</summary>
    [SkippableFact]
    public void Maps_of_features_stay_where_there_is_no_vector()
    {
        var folder = SavedModelFolder.Open(SharedModels.Require("hub-fake-effdet-lite0"));

        Assert.Same(folder, ChosenOutput.Of(folder, ModelInspector.Inspect(folder, null), OutputKind.Features));
    }

    private HubModel Load(OutputKind kind) => HubModel.Load(classifier.Folder, new HubLoadOptions { Output = kind });

    private static string MatMul(WrittenModel.Function f, string x, string kernel) => f.Node("MatMul", "product", [x, f.Read(kernel)], ("T", _float));

    /// <summary>A hidden layer and a classifier, without a word of Keras.</summary>
    private static string Small(TempFolder folder, string activation) => new WrittenModel().Weight("body/kernel", [3, 3], 0.5f).Weight("top/kernel", [3, 3], 1, 2, 3, 4, 5, 6, 7, 8, 9)
        .Trace(null, t => t.Returns(t.Node("Softmax", "softmax", [MatMul(t, t.Node(activation, activation == "Relu" ? "activations" : activation == "Sigmoid" ? "y" : "softmax", [MatMul(t, "x", "body/kernel")], ("T", _float)), "top/kernel")], ("T", _float))))
        .Write(folder.File("net"));

    /// <summary>A call that gives probabilities and, from the input beside them, features; the call for training as the test has it.</summary>
    private static WrittenModel TwoOutputs(Action<WrittenModel.Function, string, string> training) =>
        new WrittenModel().Weight("body/kernel", [3, 3], 0.5f).Weight("top/kernel", [3, 3], 1, 2, 3, 4, 5, 6, 7, 8, 9)
            .Trace(false, static t =>
            {
                t.Returns("probabilities", Probabilities(t), -1, 3);
                t.Returns("embedding", Features(t), -1, 3);
            })
            .Trace(true, t => training(t, Features(t), Probabilities(t)));

    private static string Features(WrittenModel.Function f) => f.Node("Relu", "activations", [MatMul(f, "x", "body/kernel")], ("T", _float));

    private static string Probabilities(WrittenModel.Function f) => f.Node("Softmax", "softmax", [MatMul(f, "x", "top/kernel")], ("T", _float));

    private static string Body(WrittenModel.Function f) => f.Node(
        "StatefulPartitionedCall",
        "output",
        ["x", .. f.Handles],
        ("f", new AttrValue { Func = new NameAttrList { Name = "body" } }),
        ("Tout", new AttrValue { List = new AttrValue.Types.ListValue { Type = { DataType.DtFloat } } }));

    private static void Top(WrittenModel.Function f, string x) => f.Returns(f.Node(
        "Softmax", "softmax", [f.Node("BiasAdd", "output", [MatMul(f, x, "top/kernel"), f.Read("top/bias")], ("T", _float))], ("T", _float)));

    private static string Dropout(WrittenModel.Function f, string spelling, string x)
    {
        var scaled = f.Node("Mul", "z", [x, f.Number(2)], ("T", _float));
        var random = f.Node("RandomUniform", "output", [f.Node("Shape", "output", [x], ("T", _float))], ("dtype", _float));
        var stays = f.Node("GreaterEqual", "z", [random, f.Number(0.5f)], ("T", _float));
        return spelling == "Mul"
            ? f.Node("Mul", "z", [scaled, f.Node("Cast", "y", [stays], ("SrcT", new AttrValue { Type = DataType.DtBool }), ("DstT", _float))], ("T", _float))
            : f.Node("SelectV2", "output", [stays, scaled, f.Number(0)], ("T", _float));
    }

    /// <summary>A dense layer of a model, or a convolution over a single place, by hand.</summary>
    private static torch.Tensor Dense(HubModel model, string layer, torch.Tensor x)
    {
        using var noGrad = torch.no_grad();
        var variables = model.GetLayer(layer).Variables;
        var kernel = variables.Single(static v => v.Name.EndsWith("/kernel", StringComparison.Ordinal)).Value;
        return x.matmul(kernel.reshape(kernel.shape[^2], kernel.shape[^1])) + variables.Single(static v => v.Name.EndsWith("/bias", StringComparison.Ordinal)).Value;
    }

    private static torch.Tensor Softmax(torch.Tensor scores) => torch.nn.functional.softmax(scores, 1);

    private static torch.Tensor Run(HubModel model, torch.Tensor images, bool training = false)
    {
        using var noGrad = torch.no_grad();
        return model.Call(images, training);
    }

    private static float[] Numbers(torch.Tensor values) => values.contiguous().data<float>().ToArray();

    private static void AssertClose(torch.Tensor expected, torch.Tensor actual) => Assert.InRange(OnnxFile.Difference(Numbers(expected), Numbers(actual)), 0, 1e-5);

    /// <summary>The carried model as a classifier that gives probabilities.</summary>
    public sealed class Classifier : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Classifier()
        {
            ClassifierModel.Write(Folder);
            Whole = HubModel.Load(Folder);
            Images = torch.rand(3, 48, 48, 3);
            Probabilities = Run(Whole, Images);
        }

        public string Folder => _folder.File("classifier");

        public HubModel Whole { get; }

        public torch.Tensor Images { get; }

        public torch.Tensor Probabilities { get; }

        public void Dispose()
        {
            Probabilities.Dispose();
            Images.Dispose();
            Whole.Dispose();
            _folder.Dispose();
        }
    }
}
