using System.Collections.Immutable;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Manifests;
using HubAnalyzers.Analyzers.Rules;
using HubAnalyzers.CodeFixes.Requests;

namespace HubAnalyzers.Testing;

/// <summary>The fix that loads the trainable variant of a model that cannot train.</summary>
public sealed class UseTrainableVariantTests
{
    private const string Variant = "https://tfhub.dev/google/nnlm-en-dim50/2";

    [Fact]
    public void The_variant_has_the_same_publisher_and_name()
    {
        var catalog = ManifestCatalog.From([.. PageModels.Manifests], default);
        ManifestModel Of(string handle) => catalog.FindByHandle(handle)!;

        Assert.Equal(Variant, TrainableVariant.Of(Of("https://tfhub.dev/google/nnlm-en-dim50/1"), catalog)?.Handle);
        Assert.Null(TrainableVariant.Of(Of("frozen_net"), catalog));
    }

    [Fact]
    public Task The_class_changes_and_with_it_the_locals_type() => Test().Makes(
        """
        // The text encoder.
        using NnlmV1 model = NnlmV1.Load(); // frozen
        {|HUB0001:model.Embeddings.Trainable = true|};
        """,
        """
        // The text encoder.
        using Nnlm model = Nnlm.Load(); // frozen
        model.Embeddings.Trainable = true;
        """);

    [Fact]
    public Task Several_requests_on_one_model_change_it_once() => Test().Makes(
        """
        using var model = NnlmV1.Load();
        {|HUB0001:model.Embeddings.Trainable = true|};
        {|HUB0001:model.Trainable = true|};
        """,
        """
        using var model = Nnlm.Load();
        model.Embeddings.Trainable = true;
        model.Trainable = true;
        """);

    [Fact]
    public Task A_constant_handle_changes_where_it_is_written() => Test().Makes(
        """
        const string Handle = "https://tfhub.dev/google/nnlm-en-dim50/1";
        using var model = HubModel.Load(Handle);
        {|HUB0001:model.Trainable = true|};
        """,
        """
        const string Handle = "https://tfhub.dev/google/nnlm-en-dim50/2";
        using var model = HubModel.Load(Handle);
        model.Trainable = true;
        """);

    [Fact]
    public Task The_handle_of_an_argument_changes_beside_it() => Test(withTensorFlowNet: true).Makes(
        """
        var a = hub.KerasLayer("https://tfhub.dev/google/nnlm-en-dim50/1", {|HUB0001:trainable: true|});
        var b = new Tensorflow.Hub.KerasLayer(NnlmV1.Handle, {|HUB0001:true|});
        """,
        """
        var a = hub.KerasLayer("https://tfhub.dev/google/nnlm-en-dim50/2", trainable: true);
        var b = new Tensorflow.Hub.KerasLayer(Nnlm.Handle, true);
        """);

    [Theory]
    [InlineData("var model = Open(); {|HUB0001:model.Trainable = true|}; static NnlmV1 Open() => NnlmV1.Load();")]
    [InlineData("HubModel model = HubModel.Load(\"https://tfhub.dev/acme/flowers/2\"); model = NnlmV1.Load(); {|HUB0001:model.Trainable = true|};")]
    [InlineData("NnlmV1 model; model = NnlmV1.Load(); {|HUB0001:model.Trainable = true|};")]
    [InlineData("var model = NnlmV1.Load(); Use(model); {|HUB0001:model.Trainable = true|}; static void Use(NnlmV1 model) { }")]
    public async Task It_is_not_offered_where_the_load_is_not_seen_or_the_rest_would_not_compile(string source) =>
        Assert.Equal(["RemoveRequest"], await Test().Offered(source));

    [Fact]
    public async Task Without_a_variant_it_is_not_offered() => Assert.Equal(
        ["RemoveRequest"],
        await new FixTest(new TrainableRequestFixProvider()).Offered("var model = NnlmV1.Load(); {|HUB0001:model.Trainable = true|};"));

    private static FixTest Test(bool withTensorFlowNet = false) => new(new TrainableRequestFixProvider())
    {
        Key = "UseTrainableVariant",
        Data = ImmutableDictionary<string, string?>.Empty.Add(FixData.VariantHandle, Variant),
        WithTensorFlowNet = withTensorFlowNet,
    };
}
