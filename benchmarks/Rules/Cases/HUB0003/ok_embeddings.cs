// The table of a text model.
// expect: none
using App.HubModels;
using HubAnalyzers;

using var text = NnlmEn.Load();
text.Embeddings.Variables[0].Trainable = true;
text.Variables.First(v => v.Facts.Role == VariableRole.Embeddings).Trainable = true;
