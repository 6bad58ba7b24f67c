// Layer normalization keeps no statistics.
// expect: none
using App.HubModels;

using var bert = SmallBert.Load();
bert.Layer0.OutputNorm.Trainable = true;
bert.Layer1.OutputNorm.Trainable = true;
