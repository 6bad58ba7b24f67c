namespace HubAnalyzers.Samples.Pretrain.Training;

/// <summary>Everything that the trained weights depend on, besides the machine's arithmetic.</summary>
/// <param name="Seed">Starts the weights and the drawing of images.</param>
/// <param name="Steps">Gradient steps; each sees new images.</param>
/// <param name="PerClass">Images of each class in a step.</param>
/// <param name="PeakLearningRate">The highest learning rate; it rises linearly, then falls as half a cosine.</param>
/// <param name="Threads">Threads of libtorch: sums are split by them, so they change the last bits.</param>
internal sealed record PretrainOptions(ulong Seed = 20, int Steps = 1200, int PerClass = 6, double PeakLearningRate = 0.1, int Threads = 2)
{
    /// <summary>Steps of the linear rise.</summary>
    public int WarmUp => 50;

    /// <summary>Momentum (Nesterov's) of the gradient descent.</summary>
    public double Momentum => 0.9;
}
