// Two names of files that differ in a separator and give one class.
// manifests: nnlm_en, Duplicates/nnlm-en
// expect-in: Duplicates/nnlm-en.hubmodel.json HUB0092
// expect-in: nnlm_en.hubmodel.json HUB0092
Console.WriteLine("one class");
