using System;
using HubAnalyzers.Samples.TensorFlowNet;
using HubAnalyzers.Samples.TensorFlowNet.HubModels;
using Tensorflow.NumPy;
using static Tensorflow.KerasApi;

const int Classes = 5;
const int Images = 8;

// The models are not brought along: name the folders of two of your own, after 'dotnet hub add' has written their manifests.
if (args.Length != 2)
{
    Console.WriteLine("Give two folders: a SavedModel that was published frozen, and one that can be fine-tuned.");
    Console.WriteLine($"  {FrozenFeatures.Handle}: {FrozenFeatures.Info.Why}");
    Console.WriteLine($"  {FlowerFeatures.Handle}: {FlowerFeatures.Info.Why}");
    return 1;
}

foreach (var model in new[] { Backbones.OnFrozenFeatures(Classes, args[0]), Backbones.OnFlowerFeatures(Classes, fineTune: false, args[1]) })
{
    model.compile(keras.optimizers.Adam(1e-3f), keras.losses.SparseCategoricalCrossentropy(from_logits: true), new[] { "accuracy" });
    model.fit(np.zeros((Images, 32, 32, 3)), np.zeros(Images), batch_size: Images, epochs: 1);
}

return 0;
