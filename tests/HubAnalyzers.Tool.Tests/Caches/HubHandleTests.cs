using System;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Tests.Caches;

public sealed class HubHandleTests
{
    [Theory]
    [InlineData("https://tfhub.dev/google/imagenet/mobilenet_v2_100_224/feature_vector/5", "google", "imagenet/mobilenet_v2_100_224/feature_vector", "5", HubArtefact.SavedModel)]
    [InlineData("https://tfhub.dev/google/nnlm-en-dim50/2", "google", "nnlm-en-dim50", "2", HubArtefact.SavedModel)]
    [InlineData("https://tfhub.dev/google/nnlm-en-dim50", "google", "nnlm-en-dim50", null, HubArtefact.SavedModel)]
    [InlineData("https://tfhub.dev/google/nnlm-en-dim50/2/", "google", "nnlm-en-dim50", "2", HubArtefact.SavedModel)]
    [InlineData("https://tfhub.dev/google/yamnet/1?tf-hub-format=compressed", "google", "yamnet", "1", HubArtefact.SavedModel)]
    [InlineData("https://tfhub.dev/google/7", "google", "7", null, HubArtefact.SavedModel)]
    [InlineData("https://tfhub.dev/tensorflow/tfjs-model/toxicity/1/default/1", "tensorflow", "tfjs-model/toxicity/1/default", "1", HubArtefact.TensorFlowJs)]
    [InlineData("https://tfhub.dev/google/lite-model/movenet/singlepose/lightning/3", "google", "lite-model/movenet/singlepose/lightning", "3", HubArtefact.Lite)]
    [InlineData("https://tfhub.dev/google/coral-model/x/1/default/1", "google", "coral-model/x/1/default", "1", HubArtefact.Coral)]
    public void A_tfhub_handle_names_publisher_name_version_and_artefact(string handle, string publisher, string name, string? version, HubArtefact artefact)
    {
        var parsed = HubHandle.Parse(handle);
        Assert.Equal((HubHost.TfHub, publisher, name, version, artefact), (parsed.Host, parsed.Publisher, parsed.Name, parsed.Version, parsed.Artefact));
        Assert.Equal(handle, parsed.Handle);
    }

    [Theory]
    [InlineData("https://www.kaggle.com/models/google/resnet-v2/TensorFlow2/50-feature-vector/2", "TensorFlow2", "2", HubArtefact.SavedModel)]
    [InlineData("https://kaggle.com/models/google/resnet-v2/tensorFlow2/50-feature-vector/2", "tensorFlow2", "2", HubArtefact.SavedModel)]
    [InlineData("https://www.kaggle.com/models/google/resnet-v2/frameworks/tensorFlow2/variations/50-feature-vector/versions/2", "tensorFlow2", "2", HubArtefact.SavedModel)]
    [InlineData("https://www.kaggle.com/models/google/resnet-v2/frameworks/TensorFlow2/variations/50-feature-vector", "TensorFlow2", null, HubArtefact.SavedModel)]
    [InlineData("google/resnet-v2/tensorFlow2/50-feature-vector/2", "tensorFlow2", "2", HubArtefact.SavedModel)]
    [InlineData("google/resnet-v2/tfLite/50-feature-vector/2", "tfLite", "2", HubArtefact.Lite)]
    [InlineData("google/resnet-v2/pyTorch/50-feature-vector/2", "pyTorch", "2", HubArtefact.Other)]
    public void A_kaggle_handle_keeps_the_casing_of_its_framework(string handle, string framework, string? version, HubArtefact artefact)
    {
        var parsed = HubHandle.Parse(handle);
        Assert.Equal((HubHost.Kaggle, "google", "resnet-v2", framework, "50-feature-vector", version), (parsed.Host, parsed.Publisher, parsed.KaggleModel, parsed.KaggleFramework, parsed.KaggleVariation, parsed.Version));
        Assert.Equal(("resnet-v2/50-feature-vector", artefact), (parsed.Name, parsed.Artefact));
    }

    [Theory]
    [InlineData("shapes_mobilenet", "shapes_mobilenet", null)]
    [InlineData("mnist/3", "mnist", "3")]
    [InlineData("samples/models/shapes_mobilenet", "samples/models/shapes_mobilenet", null)]
    [InlineData("/absolute/path/7", "/absolute/path", "7")]
    [InlineData("a/b/c/d", "a/b/c/d", null)]
    [InlineData("https://tfhub.dev/Google/upper-case-publisher/1", "https://tfhub.dev/Google/upper-case-publisher", "1")]
    [InlineData("https://tfhub.dev/google/../../etc/passwd", "https://tfhub.dev/google/../../etc/passwd", null)]
    [InlineData("https://www.kaggle.com/models/google/resnet-v2/TensorFlow2/../2", "https://www.kaggle.com/models/google/resnet-v2/TensorFlow2/..", "2")]
    [InlineData("", "", null)]
    [InlineData("/", "/", null)]
    public void Anything_else_is_a_name_on_this_machine(string handle, string name, string? version)
    {
        var parsed = HubHandle.Parse(handle);
        Assert.Equal((HubHost.Local, null, name, version, null), (parsed.Host, parsed.Publisher, parsed.Name, parsed.Version, parsed.Page));
    }

    [Theory]
    [InlineData("https://tfhub.dev/google/yamnet/1?tf-hub-format=compressed", "https://tfhub.dev/google/yamnet/1")]
    [InlineData("google/resnet-v2/tensorFlow2/50-feature-vector/2", "https://www.kaggle.com/models/google/resnet-v2/tensorFlow2/50-feature-vector/2")]
    public void A_remote_model_has_a_page(string handle, string page) => Assert.Equal(page, HubHandle.Parse(handle).Page);
}
