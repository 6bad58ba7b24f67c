// The name is a constant.
using App.HubModels;

const string Embeddings = "nnlm/embeddings";
using var text = NnlmEn.Load();
Console.WriteLine(text.GetLayer(Embeddings).Facts.Parameters); // expect: HUB0018
