// Kaggle, for the browser, in TensorFlow.NET.
// uses: tensorflow.net
using Tensorflow.Hub;

namespace Camera;

public static class Net
{
    public static KerasLayer Open() =>
        new("https://www.kaggle.com/models/tensorflow/posenet/TfJs/mobilenet-float-050/1", trainable: false); // expect: HUB0012
}
