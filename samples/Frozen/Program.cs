using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.Frozen.HubModels;

namespace HubAnalyzers.Samples.Frozen;

/// <summary>Requests that raise nothing in TensorFlow and do nothing there. Here each is a warning where it is written.</summary>
public static class Requests
{
    /// <summary>The module is in TF1 format: nothing of it can be fine-tuned, through a handle or through its class.</summary>
    public static void OfAModelThatCannotBeFineTuned()
    {
        using var byHandle = HubModel.Load("half_plus_two");
        byHandle.Trainable = true;

        using var byClass = HalfPlusTwo.Load();
        byClass.Trainable = true;
    }

    /// <summary>The convolution may train; its batch normalization should not.</summary>
    public static void OfBatchNormalization()
    {
        using var model = ShapesMobilenet.Load();
        var block = model.ExpandedConv5;
        block.Expand.Trainable = true;
        block.ExpandBN.Trainable = true;
    }
}
