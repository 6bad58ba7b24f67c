// A word that trainability does not know.
// manifests: Broken/unknown_word
// expect-in: Broken/unknown_word.hubmodel.json HUB0090
Console.WriteLine();
