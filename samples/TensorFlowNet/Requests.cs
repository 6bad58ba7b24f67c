using System.Collections.Generic;
using HubAnalyzers.Samples.TensorFlowNet.HubModels;
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

namespace HubAnalyzers.Samples.TensorFlowNet;

/// <summary>Requests that TensorFlow.NET takes without a word. Here each is a warning where it is written.</summary>
internal static class Requests
{
    /// <summary>The library's own constructor and method still have the switch, for every model.</summary>
    public static void OfAFrozenModel()
    {
        _ = hub.KerasLayer(FrozenFeatures.Handle, trainable: true);
        _ = new Tensorflow.Hub.KerasLayer("https://tfhub.dev/example/frozen_features/1", true);
    }

    /// <summary>The model can train, but TensorFlow.NET has no gradient for one of its operations.</summary>
    public static void OfAModelWithoutItsGradients() => _ = hub.KerasLayer(FlowerFeatures.Handle, trainable: true);

    /// <summary>Flags do not cascade: this batch normalization goes on to move its averages.</summary>
    public static Sequential OfBatchNormalizationInAFrozenNetwork() => new(new SequentialArgs
    {
        Trainable = false,
        Layers = new List<ILayer> { FrozenFeatures.CreateKerasLayer(), keras.layers.BatchNormalization() },
    });
}
