// Everything in this text embedding can train.
// expect: none
using App.HubModels;

using var text = NnlmEn.Load();
text.Trainable = true;
text.Embeddings.Trainable = true;
