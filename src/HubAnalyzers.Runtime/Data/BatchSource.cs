using System;

namespace HubAnalyzers.Runtime;

/// <summary>Gives the batches of an order one after the other.</summary>
internal abstract class BatchSource : IDisposable
{
    /// <summary>The next batch, which stays as it is until it is released.</summary>
    public abstract BatchBuffer Next();

    public abstract void Release(BatchBuffer buffer);

    public abstract void Dispose();
}
