// A loop counter is part of the name.
// expect: none
using HubAnalyzers.Runtime;

using var bert = HubModel.Load("https://tfhub.dev/tensorflow/small_bert/bert_en_uncased_L-2_H-128_A-2/2");
for (var i = 0; i < 2; i++)
{
    bert.GetLayer($"bert/layer_{i}/attention").Trainable = true;
}
