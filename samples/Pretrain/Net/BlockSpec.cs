using System.Collections.Generic;

namespace HubAnalyzers.Samples.Pretrain.Net;

/// <summary>Convolutions in a row, with the block's input added to their output where <paramref name="Residual"/>.</summary>
internal sealed record BlockSpec(string Name, IReadOnlyList<ConvSpec> Convs, bool Residual);
