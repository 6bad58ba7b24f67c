// The same model through a helper that always returns it.
using HubAnalyzers.Runtime;

using var bert = Open();
bert.Layers["bert/layer_2/attention"].Trainable = true; // expect: HUB0006

static HubModel Open() => HubModel.Load("https://tfhub.dev/tensorflow/small_bert/bert_en_uncased_L-2_H-128_A-2/2");
