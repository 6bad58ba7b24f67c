using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Features;

/// <summary>Kept results of a frozen part, by example.</summary>
internal interface IFeatureStore : IDisposable
{
    /// <summary>Whether the results of this example are kept.</summary>
    bool Has(int example);

    /// <summary>The results of some examples, in this order: one tensor for each result. The caller owns them; they are in no dispose scope.</summary>
    Tensor[] Read(IReadOnlyList<int> examples);
}
