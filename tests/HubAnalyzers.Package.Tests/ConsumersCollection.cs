namespace HubAnalyzers.Package.Tests;

/// <summary>The projects are built once for all tests that look at them.</summary>
[CollectionDefinition(nameof(Consumers))]
public sealed class ConsumersCollection : ICollectionFixture<Consumers>;
