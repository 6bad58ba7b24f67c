// The flag is the user's.
// uses: tensorflow.net
// expect: none
using App.HubModels;
using Tensorflow.Hub;

var layer = new KerasLayer(MobilenetV2.Handle, trainable: args.Contains("--fine-tune"));
Console.WriteLine(layer.Name);
