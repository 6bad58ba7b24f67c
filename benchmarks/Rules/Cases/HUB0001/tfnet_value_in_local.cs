// The flag is a local, true on the only path.
// uses: tensorflow.net
using static Tensorflow.HubAPI;

const bool FineTune = true;
var handle = "https://tfhub.dev/google/imagenet/mobilenet_v1_075_224/quantops/feature_vector/3";
var features = hub.KerasLayer(load_options: null, trainable: FineTune, handle: handle); // expect: HUB0001
Console.WriteLine(features.Built);
