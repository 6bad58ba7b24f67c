// What was frozen is thawed by the switch of the whole model.
using App.HubModels;

using var text = NnlmEn.Load();
text.Embeddings.Trainable = false;
text.Trainable = true; // expect: HUB0007
