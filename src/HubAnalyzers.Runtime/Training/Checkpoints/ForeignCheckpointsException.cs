using System;

namespace HubAnalyzers.Runtime.Training;

/// <summary>There are checkpoints to go on from, and none of them is this run's.</summary>
internal sealed class ForeignCheckpointsException(string message) : InvalidOperationException(message);
