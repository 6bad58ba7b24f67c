// A text preprocessor has nothing to train.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow.Hub;

var preprocess = new KerasLayer(BertPreprocess.Handle, trainable: true); // expect: HUB0001
var encoder = new KerasLayer(SmallBert.Handle);
Console.WriteLine(preprocess.Name + encoder.Name);
