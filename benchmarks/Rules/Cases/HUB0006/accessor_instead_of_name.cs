// The accessor is not the name.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/google/nnlm-en-dim50/2");
var table = model.Layers["Embeddings"]; // expect: HUB0006
table.Trainable = true;
