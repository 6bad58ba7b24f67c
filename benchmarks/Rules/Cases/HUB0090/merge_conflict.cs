// Someone committed the conflict.
// manifests: Broken/merge_conflict
// expect-in: Broken/merge_conflict.hubmodel.json:4 HUB0090
Console.WriteLine("no model at all");
