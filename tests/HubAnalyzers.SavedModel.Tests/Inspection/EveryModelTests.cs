using System;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Inspection;

/// <summary>
/// All real models. Each number was counted from the bytes by a separate reader of the wire format, written for that in Python: variable
/// nodes that the root or an optimizer reaches, the elements of 'trainable_variables' and their shapes, slot references, scopes that hold
/// moving_mean and moving_variance. For TensorFlow 1: nodes VarHandleOp and VariableV2 by name over all meta graphs, and the collection.
/// </summary>
public sealed class EveryModelTests
{
    // Trains: in the list, flagged, captured; gamma and beta: those of them in a batch norm. Elements: of all that 'variables' lists.
    [SkippableTheory]
    [InlineData("cnn-bn-catdog", "2 full trainable", 56, 16, 2, 1, 32, 63_378)]
    [InlineData("cnn-bn-fire", "2 full trainable", 99, 26, 12, 6, 52, 73_041)]
    [InlineData("cropnet-cassava-hub", "2 full trainable", 268, 174, 92, 46, 0, 4_234_118)]
    [InlineData("denoiser-bn", "2 full trainable", 69, 18, 8, 4, 36, 30_019)]
    [InlineData("embed-spam-tf21", "2 full trainable", 25, 9, 0, 0, 9, 407_821)]
    [InlineData("facemask-mnv2-2shards", "2 partial withheld-by-publisher", 279, 4, 0, 52, 8, 2_514_586)]
    [InlineData("gru-simpleton", "2 full trainable", 28, 6, 0, 0, 12, 78_684)]
    [InlineData("hub-fake-effdet-lite0", "2 full trainable", 20, 20, 0, 0, 0, 2_560)]
    [InlineData("hub-half-plus-two-v1", "hub none tf1-hub-format", 2, 0, 0, 0, 0, 2)]
    [InlineData("hub-text-segmenter", "hub none tf1-hub-format", 6, 0, 0, 0, 0, 798_050)]
    [InlineData("hub-v1-mini", "hub none tf1-hub-format", 0, 0, 0, 0, 0, 0)]
    [InlineData("hub-v1-mini-train", "hub none tf1-hub-format", 2, 0, 0, 0, 0, 2)]
    [InlineData("hub-v2-mini", "2 none no-trainable-variables", 1, 0, 0, 0, 0, 0)]
    [InlineData("java-python-funcs", "2 none signature-only", 1, 0, 0, 0, 0, 1)]
    [InlineData("klayer-mnv2-128-tf24", "2 full trainable", 433, 158, 104, 52, 158, 2_270_794)]
    [InlineData("klayer-mnv2-catsdogs-tf23", "2 full trainable", 429, 158, 104, 52, 158, 2_260_546)]
    [InlineData("klayer-mnv2-catsdogs-tf24", "2 partial withheld-by-publisher", 276, 2, 0, 52, 4, 2_260_546)]

    // New optimizers keep their slots in a list: two for each of the 7 listed, as for the 16 of cnn-bn-catdog.
    [InlineData("klayer-nnlm50-tf212", "2 full trainable", 27, 7, 0, 0, 14, 48_191_705)]
    [InlineData("lstm-spam", "2 full trainable", 27, 6, 0, 0, 12, 180_596)]
    [InlineData("magenta-style-hub", "2 none no-trainable-variables", 508, 0, 0, 73, 0, 23_100_870)]
    [InlineData("mnv1-openmv-complete", "2 full trainable", 316, 83, 54, 27, 166, 219_685)]

    // Its batch norms are named Variable_2 to Variable_260; the model is MobileNet v2 like the klayer ones.
    [InlineData("mnv2-estimator-3metagraphs", "1 none tf1-saved-model", 274, 0, 0, 52, 4, 2_260_546)]
    [InlineData("nsfw-mnv2-140", "2 full trainable", 263, 158, 104, 52, 0, 4_372_677)]
    [InlineData("ocr-2shards", "2 full trainable", 12, 12, 0, 0, 0, 91_611)]
    [InlineData("potato-tf25-aug", "2 full trainable", 59, 16, 0, 0, 32, 183_747)]

    // 'variables' lists 20,442 elements; 32 of them are ranges that the quantisation counts along.
    [InlineData("qat-mnist", "2 full trainable", 37, 4, 0, 0, 8, 20_410)]
    [InlineData("resnet50-keras", "2 partial withheld-by-publisher", 333, 2, 0, 53, 4, 23_980_931)]
    [InlineData("serving-half-plus-two-tf1", "1 none tf1-saved-model", 6, 0, 0, 0, 0, 5)]
    [InlineData("serving-half-plus-two-tf2", "2 none signature-only", 3, 0, 0, 0, 0, 3)]
    [InlineData("textvec-attn", "2 full trainable", 25, 8, 0, 0, 8, 96_337)]
    [InlineData("tfdf-adult-rf", "2 none no-trainable-variables", 5, 0, 0, 0, 0, 0)]
    [InlineData("tfjs-multi-sig", "2 none no-trainable-variables", 2, 0, 0, 0, 0, 2)]
    [InlineData("yamnet-tf23", "2 none no-trainable-variables", 110, 0, 0, 27, 0, 3_751_369)]
    public void The_facts_of_a_model_are_those_in_its_bytes(string name, string verdict, int variables, int trains, int gammaAndBeta, int batchNorms, int slots, long elements)
    {
        var model = ModelInspector.Inspect(SharedModels.Require(name));
        var format = model.Format switch { HubModelFormat.SavedModel2 => "2", HubModelFormat.SavedModel1 => "1", _ => "hub" };
        Assert.Equal(verdict, $"{format} {Words.Of(model.Verdict)} {model.Reason}");
        Assert.Equal(
            (variables, trains, gammaAndBeta, batchNorms, slots, elements),
            (model.Variables.Count,
                model.Variables.Count(static v => v.Trainability is Trainability.Trainable or Trainability.BatchNorm),
                model.Variables.Count(static v => v.Reason == ReasonCodes.BatchNormAffine),
                model.Layers.Count(static l => l.Kind == LayerKind.BatchNorm),
                model.Variables.Count(static v => v.Role == VariableRole.OptimizerSlot),
                model.TotalParameters));
        Assert.NotNull(model.Evidence);
        Assert.All(model.Layers, static l => Assert.NotNull(l.Evidence));
        Assert.All(model.Variables, static v => Assert.NotNull(v.Evidence));
    }

    // The flag of each variable node, and the collection 'trainable_variables' of TensorFlow 1, counted by the same reader.
    [SkippableTheory]
    [InlineData("klayer-mnv2-catsdogs-tf24", 158, 2)]
    [InlineData("klayer-mnv2-catsdogs-tf23", 158, 158)]
    [InlineData("facemask-mnv2-2shards", 160, 4)]
    [InlineData("resnet50-keras", 214, 2)]
    [InlineData("cropnet-cassava-hub", 174, 174)]
    [InlineData("yamnet-tf23", 56, 0)]
    [InlineData("magenta-style-hub", 0, 0)]
    [InlineData("hub-text-segmenter", 6, 6)]
    [InlineData("serving-half-plus-two-tf1", 5, 5)]
    [InlineData("mnv2-estimator-3metagraphs", 2, 2)]
    public void Flag_and_list_are_shown_where_they_disagree(string name, int flagged, int listed)
    {
        var model = ModelInspector.Inspect(SharedModels.Require(name));
        Assert.Equal(
            (flagged, listed),
            (model.Variables.Count(static v => v.Notions!.Flag == true), model.Variables.Count(static v => v.Notions!.Listed == true)));
    }

    // Its call for training moves the images at random with operations that the engine would need too; its call for inference has none.
    [SkippableTheory]
    [InlineData("mnv1-openmv-complete", true)]
    [InlineData("potato-tf25-aug", true)]
    [InlineData("klayer-mnv2-catsdogs-tf23", true)]
    [InlineData("klayer-nnlm50-tf212", false)]
    public void The_engine_is_judged_by_the_call_that_it_takes_in(string name, bool supported) =>
        Assert.Equal(supported, ModelInspector.Inspect(SharedModels.Require(name)).Engine!.Supported);

    // MobileNet v2 by its paper's table, each convolution k*k*in*out*places twice, each batch norm two for each value.
    [SkippableTheory]
    [InlineData("klayer-mnv2-catsdogs-tf23", 612_349_890)]
    [InlineData("mnv2-estimator-3metagraphs", 612_349_890)]
    [InlineData("nsfw-mnv2-140", 1_179_972_421)]
    public void A_MobileNet_v2_costs_what_its_plan_says_in_five_stages(string name, long flops)
    {
        var model = ModelInspector.Inspect(SharedModels.Require(name));
        Assert.Equal(flops, model.Layers.Sum(static l => l.Flops!.Value));

        // The stem and the first block halve the image once; four strided blocks follow.
        int[] strided = [1, 3, 6, 13];
        Assert.All(model.Layers.Where(static l => l.Kind == LayerKind.DepthwiseConv2D), layer =>
        {
            var scope = layer.Name.Split('/').First(static p => p.StartsWith("expanded_conv", StringComparison.Ordinal));
            var block = scope.Contains("conv_", StringComparison.Ordinal) ? int.Parse(scope[(scope.LastIndexOf('_') + 1)..], CultureInfo.InvariantCulture) : 0;
            Assert.Equal((layer.Name, strided.Count(s => s <= block)), (layer.Name, layer.Stage));
        });
    }

    [SkippableTheory]
    [InlineData("klayer-mnv2-catsdogs-tf23", OutputKind.Logits)]
    [InlineData("klayer-mnv2-catsdogs-tf24", OutputKind.Probabilities)]
    [InlineData("mnv2-estimator-3metagraphs", OutputKind.Probabilities)]
    [InlineData("ocr-2shards", OutputKind.Probabilities)]
    [InlineData("hub-fake-effdet-lite0", OutputKind.Features)]
    [InlineData("resnet50-keras", OutputKind.Probabilities)]
    public void The_first_output_is_of_its_kind(string name, OutputKind kind) => Assert.Equal(kind, ModelInspector.Inspect(SharedModels.Require(name)).Interface.Outputs[0].Kind);

    [SkippableFact]
    public void The_damaged_model_is_one_clear_error()
    {
        var path = SharedModels.Require("java-python-funcs-CORRUPT");
        var error = Assert.Throws<HubModelFormatException>(() => ModelInspector.Inspect(path));
        Assert.StartsWith(Path.Combine(path, "saved_model.pb") + ": it is truncated or damaged", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [SkippableTheory]
    [InlineData("klayer-mnv2-catsdogs-tf24")]
    [InlineData("mnv2-estimator-3metagraphs")]
    [InlineData("gru-simpleton")]
    public void A_manifest_is_the_same_in_another_culture_and_on_every_run(string name)
    {
        var path = SharedModels.Require(name);
        var here = ManifestFile.Write(ModelInspector.Inspect(path));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = OddCulture.Make();
            Assert.Equal(here, ManifestFile.Write(ModelInspector.Inspect(path)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
