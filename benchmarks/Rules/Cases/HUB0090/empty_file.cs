// An empty file.
// manifests: Broken/empty
// expect-in: Broken/empty.hubmodel.json HUB0090
Console.WriteLine();
