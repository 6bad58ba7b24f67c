// Flowers on a frozen feature vector, as the tutorials have it; nothing is wrong.
// uses: tensorflow.net
// expect: none
using Tensorflow;
using Tensorflow.Keras;
using Tensorflow.Keras.Engine;
using Tensorflow.NumPy;
using static Tensorflow.Binding;
using static Tensorflow.HubAPI;
using static Tensorflow.KerasApi;

namespace Flowers;

public class FlowerClassifier
{
    private const string FeatureVector = "https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5";
    private readonly int _batchSize = 32;
    private readonly Shape _imageSize = (224, 224);
    private IDatasetV2? _training;
    private IDatasetV2? _validation;
    private Sequential? _model;

    public void PrepareData(string folder)
    {
        _training = keras.preprocessing.image_dataset_from_directory(folder,
            validation_split: 0.2f,
            subset: "training",
            seed: 123,
            image_size: _imageSize,
            batch_size: _batchSize);
        _validation = keras.preprocessing.image_dataset_from_directory(folder,
            validation_split: 0.2f,
            subset: "validation",
            seed: 123,
            image_size: _imageSize,
            batch_size: _batchSize);
        _training = _training.shuffle(1000).prefetch(buffer_size: -1);
        _validation = _validation.prefetch(buffer_size: -1);
    }

    public void BuildModel(int classes)
    {
        var step = tf.Variable(0, trainable: false, name: "global_step");
        _model = keras.Sequential(new List<ILayer>
        {
            keras.layers.Rescaling(1.0f / 255, input_shape: (224, 224, 3)),
            hub.KerasLayer(FeatureVector, trainable: false),
            keras.layers.Dropout(0.2f),
            keras.layers.Dense(128, activation: keras.activations.Relu),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(classes),
        });
        _model.compile(optimizer: keras.optimizers.Adam(0.01f),
            loss: keras.losses.SparseCategoricalCrossentropy(from_logits: true),
            metrics: new[] { "accuracy" });
        _model.summary();
        print("step", step);
    }

    public void Train()
    {
        _model!.fit(_training!, validation_data: _validation!, epochs: 10);
        _model.save_weights("flowers.h5");
    }

    public string Predict(NDArray image, string[] names)
    {
        var scores = _model!.predict(image);
        print(scores);
        return names[0];
    }
}

internal static class Program
{
    public static void Main(string[] args)
    {
        var classifier = new FlowerClassifier();
        classifier.PrepareData(args[0]);
        classifier.BuildModel(classes: 5);
        classifier.Train();
    }
}
