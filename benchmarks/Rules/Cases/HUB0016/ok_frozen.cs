// Nothing is fine-tuned, so no gradient is asked for.
// uses: tensorflow.net
// expect: none
using App.HubModels;
using Tensorflow.Hub;

var vision = new KerasLayer(MobilenetV2.Handle);
var text = new KerasLayer(NnlmEn.Handle, trainable: false);
Console.WriteLine(vision.Name + text.Name);
