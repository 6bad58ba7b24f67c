// A handle that nothing is loaded by.
// expect: none
const string Docs = "https://tfhub.dev/google/imagenet/inception_v3/feature_vector/5";
Console.WriteLine($"See {Docs}");
