// A later version may look quite different.
// manifests: Broken/schema_9
// expect-in: Broken/schema_9.hubmodel.json:2 HUB0093
Console.WriteLine();
