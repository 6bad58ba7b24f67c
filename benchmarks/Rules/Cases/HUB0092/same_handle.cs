// Two files say that they describe the same handle.
// manifests: resnet_50, Duplicates/resnet_again
// expect-in: Duplicates/resnet_again.hubmodel.json HUB0092
// expect-in: resnet_50.hubmodel.json HUB0092
Console.WriteLine("two manifests");
