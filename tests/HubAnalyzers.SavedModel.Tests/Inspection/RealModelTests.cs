using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Inspection;

/// <summary>
/// Facts of real models. Every number was counted by a separate reader of the wire format, written for that purpose in Python
/// (varints, nodes, children and slot references of saved_model.pb; the table of variables.index), not by this project's code.
/// </summary>
public sealed class RealModelTests
{
    // 316 variable nodes, of which 150 hang on the root and 166 only on the optimizer (2 slots of each of the 83 listed).
    // Of the 150, 137 are in the root's list 'variables'; the other 13 are 5 of Adam, 4 of metrics, 4 random generators.
    // The list 'trainable_variables' has 83 elements with 214,213 values, 54 of them gamma or beta with 5,472 values.
    [SkippableFact]
    public void The_MobileNet_v1_has_316_variables_of_which_137_are_in_layers()
    {
        var model = Inspect("mnv1-openmv-complete");
        Assert.Equal(316, model.Variables.Count);
        Assert.Equal(137, model.Variables.Count(static v => v.Layer is not null));
        Assert.Equal(166, model.Variables.Count(static v => v.Role == VariableRole.OptimizerSlot));
        Assert.Equal(13, model.Variables.Count(static v => v.Role == VariableRole.Counter));
        Assert.Equal(83, model.Variables.Count(static v => v.Trainability is Trainability.Trainable or Trainability.BatchNorm));
        Assert.Equal(54, model.Variables.Count(static v => v.Reason == ReasonCodes.BatchNormAffine));
        Assert.Equal((TrainabilityVerdict.Full, 214_213L - 5_472L, 219_685L), (model.Verdict, model.TrainableParameters, model.TotalParameters));
    }

    // MobileNet v1: a stem, 13 pairs of depthwise and pointwise convolution, each with batch norm, and a convolution as classifier.
    [SkippableFact]
    public void The_MobileNet_v1_has_27_batch_norms_and_28_convolutions_in_the_order_of_its_plan()
    {
        var model = Inspect("mnv1-openmv-complete");
        var plan = new List<(string Name, LayerKind Kind)> { ("conv1", LayerKind.Conv2D), ("conv1_bn", LayerKind.BatchNorm) };
        for (var i = 1; i <= 13; i++)
        {
            plan.AddRange([($"conv_dw_{i}", LayerKind.DepthwiseConv2D), ($"conv_dw_{i}_bn", LayerKind.BatchNorm), ($"conv_pw_{i}", LayerKind.Conv2D), ($"conv_pw_{i}_bn", LayerKind.BatchNorm)]);
        }

        plan.Add(("conv_preds", LayerKind.Conv2D));
        Assert.Equal(plan, model.Layers.Select(static l => (l.Name, l.Kind)));
        Assert.Equal(27, model.Layers.Count(static l => l.Kind == LayerKind.BatchNorm));
    }

    [SkippableFact]
    public void A_random_generators_state_is_no_weight_although_it_hangs_on_a_layer()
    {
        var state = Assert.Single(Inspect("mnv1-openmv-complete").Variables, static v => v.Name == "random_flip/StateVar");
        Assert.Equal((null, VariableRole.Counter, "int64", ReasonCodes.NotAWeight), (state.Layer, state.Role, state.DType, state.Reason));
    }

    // The list has dense/kernel [1280, 2] and dense/bias [2]: 2,562 values; 'variables' has 262 with 2,260,546 values. The flag
    // is true on 158 of them, as in the fine-tuned twin.
    [SkippableFact]
    public void Of_the_frozen_MobileNet_v2_only_the_head_trains_although_158_variables_are_flagged_trainable()
    {
        var model = Inspect("klayer-mnv2-catsdogs-tf24");
        Assert.Equal((TrainabilityVerdict.Partial, ReasonCodes.WithheldByPublisher), (model.Verdict, model.Reason));
        Assert.Equal((2_562L, 2_260_546L), (model.TrainableParameters, model.TotalParameters));
        Assert.Equal(["dense/kernel", "dense/bias"], model.Variables.Where(static v => v.Trainability == Trainability.Trainable).Select(static v => v.Name));
        Assert.Equal(156, model.Variables.Count(static v => v.Reason == ReasonCodes.WithheldByPublisher));
        Assert.Equal(104, model.Variables.Count(static v => v.Reason == ReasonCodes.BatchNormStatistics));

        // Two slots each of kernel and bias; 5 of Adam, 4 of metrics, 1 save counter.
        Assert.Equal(4, model.Variables.Count(static v => v.Role == VariableRole.OptimizerSlot));
        Assert.Equal(10, model.Variables.Count(static v => v.Role == VariableRole.Counter));
    }

    // Here the list has all 158 weights, 2,226,434 values, of which 104 are gamma or beta with 34,112 values.
    [SkippableFact]
    public void Of_the_fine_tuned_MobileNet_v2_every_layer_trains()
    {
        var model = Inspect("klayer-mnv2-catsdogs-tf23");
        Assert.Equal((TrainabilityVerdict.Full, ReasonCodes.Trainable), (model.Verdict, model.Reason));
        Assert.Equal((2_226_434L - 34_112L, 2_260_546L), (model.TrainableParameters, model.TotalParameters));
        Assert.Equal(54, model.Variables.Count(static v => v.Trainability == Trainability.Trainable));
        Assert.Equal(104, model.Variables.Count(static v => v.Trainability == Trainability.BatchNorm));
        Assert.Equal(158, model.Variables.Count(static v => v.Role == VariableRole.OptimizerSlot));
    }

    // hub.KerasLayer keeps its variables in a list of no order; the plan is MobileNet v2's: 17 blocks, the first without expansion.
    [SkippableTheory]
    [InlineData("klayer-mnv2-catsdogs-tf24")]
    [InlineData("klayer-mnv2-catsdogs-tf23")]
    [InlineData("nsfw-mnv2-140")]
    public void Layers_come_in_the_order_in_which_the_model_uses_them(string name)
    {
        var plan = new List<string>();
        Add("Conv");
        for (var i = 0; i <= 16; i++)
        {
            var block = i == 0 ? "expanded_conv" : $"expanded_conv_{i}";
            if (i > 0)
            {
                Add(block + "/expand");
            }

            Add(block + "/depthwise");
            Add(block + "/project");
        }

        Add("Conv_1");
        plan.Add("dense");
        Assert.Equal(plan, Inspect(name).Layers.Select(static l => l.Name));

        void Add(string convolution) => plan.AddRange(["MobilenetV2/" + convolution, "MobilenetV2/" + convolution + "/BatchNorm"]);
    }

    [SkippableTheory]
    [InlineData("klayer-mnv2-catsdogs-tf24")]
    [InlineData("klayer-mnv2-catsdogs-tf23")]
    public void A_batch_norm_is_recognised_by_its_variables_where_no_Keras_layer_names_it(string name)
    {
        var norms = Inspect(name).Layers.Where(static l => l.Kind == LayerKind.BatchNorm).ToList();
        Assert.Equal(52, norms.Count);
        Assert.All(norms, static l =>
        {
            Assert.EndsWith("/BatchNorm", l.Name);
            Assert.Equal(["gamma", "beta", "moving_mean", "moving_variance"], l.Variables.Select(static v => v.Split('/')[^1]));
        });
    }

    // 127 variables, 75 of them listed with 79,424 values, 50 of these gamma or beta with 4,288; all variables have 85,642.
    [Fact]
    public void Of_the_carried_model_all_but_the_withheld_classifier_trains()
    {
        var model = ModelInspector.Inspect(Repository.PathOf("samples", "models", "shapes_mobilenet"));
        Assert.Equal(127, model.Variables.Count);
        Assert.Equal((TrainabilityVerdict.Partial, ReasonCodes.WithheldByPublisher), (model.Verdict, model.Reason));
        Assert.Equal((79_424L - 4_288L, 85_642L), (model.TrainableParameters, model.TotalParameters));
        Assert.Equal(
            ["shapes_mobilenet/Logits/kernel", "shapes_mobilenet/Logits/bias"],
            model.Variables.Where(static v => v.Reason == ReasonCodes.WithheldByPublisher).Select(static v => v.Name));
    }

    [Fact]
    public void The_carried_models_layers_come_in_the_order_of_its_plan()
    {
        var plan = new List<string> { "Conv1", "bn_Conv1" };
        for (var i = 0; i <= 7; i++)
        {
            var block = i == 0 ? "expanded_conv" : $"expanded_conv_{i}";
            string[] parts = i == 0 ? ["depthwise", "project"] : ["expand", "depthwise", "project"];
            plan.AddRange(parts.SelectMany(part => new[] { $"{block}/{part}", $"{block}/{part}_BN" }));
        }

        plan.AddRange(["Conv_1", "Conv_1_bn", "Logits"]);
        var model = ModelInspector.Inspect(Repository.PathOf("samples", "models", "shapes_mobilenet"));
        Assert.Equal(plan.Select(static p => "shapes_mobilenet/" + p), model.Layers.Select(static l => l.Name));
    }

    // The reference for each model: does the root have __call__, is there a list, how many meta graphs.
    [SkippableTheory]
    [InlineData("hub-half-plus-two-v1", HubModelFormat.Tf1Hub, TrainabilityVerdict.None, ReasonCodes.Tf1HubFormat)]
    [InlineData("hub-text-segmenter", HubModelFormat.Tf1Hub, TrainabilityVerdict.None, ReasonCodes.Tf1HubFormat)]
    [InlineData("hub-v1-mini", HubModelFormat.Tf1Hub, TrainabilityVerdict.None, ReasonCodes.Tf1HubFormat)]
    [InlineData("serving-half-plus-two-tf1", HubModelFormat.SavedModel1, TrainabilityVerdict.None, ReasonCodes.Tf1SavedModel)]
    [InlineData("mnv2-estimator-3metagraphs", HubModelFormat.SavedModel1, TrainabilityVerdict.None, ReasonCodes.Tf1SavedModel)]
    [InlineData("java-python-funcs", HubModelFormat.SavedModel2, TrainabilityVerdict.None, ReasonCodes.SignatureOnly)]
    [InlineData("yamnet-tf23", HubModelFormat.SavedModel2, TrainabilityVerdict.None, ReasonCodes.NoTrainableVariables)]
    [InlineData("tfjs-multi-sig", HubModelFormat.SavedModel2, TrainabilityVerdict.None, ReasonCodes.NoTrainableVariables)]
    [InlineData("ocr-2shards", HubModelFormat.SavedModel2, TrainabilityVerdict.Full, ReasonCodes.Trainable)]
    [InlineData("resnet50-keras", HubModelFormat.SavedModel2, TrainabilityVerdict.Partial, ReasonCodes.WithheldByPublisher)]
    public void The_verdict_follows_the_order_of_the_reference(string name, HubModelFormat format, TrainabilityVerdict verdict, string reason)
    {
        var model = Inspect(name);
        Assert.Equal((format, verdict, reason), (model.Format, model.Verdict, model.Reason));
        Assert.Equal(ReasonCodes.Sentence(reason), model.Why);
    }

    // All of these list each variable's key in variables.index, one entry per variable and one for the object graph.
    [SkippableTheory]
    [InlineData("mnv1-openmv-complete", 316)]
    [InlineData("klayer-mnv2-catsdogs-tf23", 429)]
    [InlineData("klayer-mnv2-catsdogs-tf24", 276)]
    [InlineData("facemask-mnv2-2shards", 279)]
    [InlineData("cnn-bn-fire", 99)]
    [InlineData("lstm-spam", 27)]
    [InlineData("embed-spam-tf21", 25)]
    [InlineData("resnet50-keras", 333)]
    public void Every_variable_slots_included_has_a_checkpoint_key_of_its_own_with_its_type_and_shape(string name, int count)
    {
        var path = SharedModels.Require(name);
        var model = ModelInspector.Inspect(path);
        using var bundle = TensorBundleReader.Open(Path.Combine(path, "variables", "variables"));
        Assert.Equal(count, model.Variables.Select(static v => v.CheckpointKey).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(bundle.Keys.Where(static k => k != "_CHECKPOINTABLE_OBJECT_GRAPH"), model.Variables.Select(static v => v.CheckpointKey).Order(StringComparer.Ordinal));
        Assert.All(model.Variables, v =>
        {
            Assert.True(bundle.TryGetEntry(v.CheckpointKey, out var entry));
            Assert.Equal((v.DType, string.Join(',', v.Shape)), (entry.DType, string.Join(',', entry.Shape)));
        });
    }

    [SkippableTheory]
    [InlineData("mnv1-openmv-complete")]
    [InlineData("klayer-mnv2-catsdogs-tf23")]
    [InlineData("facemask-mnv2-2shards")]
    [InlineData("lstm-spam")]
    [InlineData("qat-mnist")]
    [InlineData("yamnet-tf23")]
    public void Layers_and_variables_name_each_other_and_bookkeeping_belongs_to_no_layer(string name)
    {
        var model = Inspect(name);
        Assert.Equal(model.Variables.Count, model.Variables.Select(static v => v.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(model.Layers.Count, model.Layers.Select(static l => l.Accessor).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(model.Layers.SelectMany(static l => l.Variables), model.Variables.Where(static v => v.Layer is not null).Select(static v => v.Name));
        foreach (var layer in model.Layers)
        {
            var members = model.Variables.Where(v => v.Layer == layer.Name).ToList();
            Assert.Equal(layer.Parameters, members.Sum(static v => v.Parameters));
            Assert.DoesNotContain(members, static v => v.Role is VariableRole.OptimizerSlot or VariableRole.Counter);
        }

        Assert.All(model.Variables.Where(static v => v.Layer is null), static v =>
        {
            Assert.Contains(v.Role, new[] { VariableRole.OptimizerSlot, VariableRole.Counter });
            Assert.Equal((Trainability.Frozen, ReasonCodes.NotAWeight), (v.Trainability, v.Reason));
        });
    }

    private static HubModelInfo Inspect(string name) => ModelInspector.Inspect(SharedModels.Require(name));
}
