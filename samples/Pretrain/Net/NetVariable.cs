using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Pretrain.Net;

/// <summary>One variable of the net.</summary>
/// <param name="Name">TensorFlow's name, with its scope.</param>
/// <param name="Shape">The shape in TensorFlow's layout.</param>
/// <param name="Start">How it is filled before training.</param>
/// <param name="Trainable">What <c>SavedVariable.trainable</c> says: false for moving statistics.</param>
/// <param name="Offered">Whether it is in the model's <c>trainable_variables</c> list and captured by <c>__call__</c>.</param>
internal sealed record NetVariable(string Name, long[] Shape, NetStart Start, bool Trainable, bool Offered)
{
    /// <summary>What a function captures to use it.</summary>
    public Captured Captured => Captured.Variable(Name, Shape);

    /// <summary>Whether weight decay applies: kernels only.</summary>
    public bool IsKernel => Start == NetStart.HeNormal;

    /// <summary>How many numbers it holds.</summary>
    public int Count
    {
        get
        {
            var count = 1L;
            foreach (var dimension in Shape)
            {
                count *= dimension;
            }

            return (int)count;
        }
    }
}
