using System;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>The carried model, loaded once for tests that leave it as it is.</summary>
public sealed class LoadedCarriedModel : IDisposable
{
    public HubModel Model { get; } = CarriedModel.Load();

    public void Dispose() => Model.Dispose();
}
