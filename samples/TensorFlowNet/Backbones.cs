using HubAnalyzers.Samples.TensorFlowNet.HubModels;
using Tensorflow.Keras.Engine;
using static Tensorflow.KerasApi;

namespace HubAnalyzers.Samples.TensorFlowNet;

/// <summary>Classifiers on the two models, made with the generated factories: they can only be asked for what can hold.</summary>
internal static class Backbones
{
    /// <summary>A head on features that were published frozen. Their factory has no switch: <c>trainable: true</c> would not compile.</summary>
    public static IModel OnFrozenFeatures(int classes, string? path)
    {
        var inputs = keras.Input(shape: (32, 32, 3));
        var features = FrozenFeatures.CreateKerasLayer(path).Apply(inputs);
        return keras.Model(inputs, keras.layers.Dense(classes).Apply(features), name: "head_on_frozen_features");
    }

    /// <summary>A head on features that may learn too, all but what the publisher withheld.</summary>
    public static IModel OnFlowerFeatures(int classes, bool fineTune, string? path)
    {
        var inputs = keras.Input(shape: (32, 32, 3));
        var features = FlowerFeatures.CreateKerasLayer(fineTune, path).Apply(inputs);
        return keras.Model(inputs, keras.layers.Dense(classes).Apply(features), name: "flowers");
    }
}
