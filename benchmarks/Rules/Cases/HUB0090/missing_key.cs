// The layers are missing altogether.
// manifests: Broken/missing_layers
// expect-in: Broken/missing_layers.hubmodel.json HUB0090
Console.WriteLine();
