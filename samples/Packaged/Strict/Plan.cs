using Strict.HubModels;

namespace Strict;

/// <summary>Asks for what the model allows.</summary>
public static class Plan
{
    /// <summary>One convolution of an inner block; its batch normalization stays as it is.</summary>
    public static void Apply(ShapesMobilenet model) => model.ExpandedConv5.Expand.Trainable = true;
}
