using System.Collections.Generic;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Pretrain.Graphs;

/// <summary>A concrete function and the variables bound to its last arguments.</summary>
internal sealed record Trace(string FunctionName, IReadOnlyList<Captured> Captures);
