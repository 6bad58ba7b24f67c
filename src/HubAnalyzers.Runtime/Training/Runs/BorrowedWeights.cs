using System;
using System.Collections.Generic;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Makes a stage's layers trainable for a while: when it is disposed, everything that training moved is what it was, to the bit.</summary>
internal sealed class BorrowedWeights : IDisposable
{
    private readonly RunContext _context;
    private readonly IReadOnlySet<string> _moved;
    private readonly BestWeights _before = new();

    public BorrowedWeights(RunContext context, FineTuneStage stage)
    {
        _context = context;
        _moved = StageWeights.Unfreeze(context.Model, stage);
        _before.Add(TrainedWeights.All(context.Model, context.Head, _moved));
    }

    public void Dispose()
    {
        TrainedWeights.Set(_context.Model, _context.Head, _moved, _before.Of);
        _before.Dispose();
    }
}
