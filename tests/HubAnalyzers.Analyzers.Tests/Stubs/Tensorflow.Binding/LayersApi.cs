// The factory of layers, as keras.layers and tf.keras.layers are typed.
#nullable disable
using System.Collections.Generic;
using Tensorflow.Keras.Engine;
using Tensorflow.NumPy;

namespace Tensorflow.Keras.Layers
{
    public interface IRnnCell : ILayer { }

    public interface ILayersApi
    {
        IPreprocessing preprocessing { get; }

        ILayer Add();
        ILayer AveragePooling2D(Shape pool_size = null, Shape strides = null, string padding = "valid", string data_format = null);

        ILayer BatchNormalization(int axis = -1,
            float momentum = 0.99f,
            float epsilon = 0.001f,
            bool center = true,
            bool scale = true,
            IInitializer beta_initializer = null,
            IInitializer gamma_initializer = null,
            IInitializer moving_mean_initializer = null,
            IInitializer moving_variance_initializer = null,
            bool trainable = true,
            string name = null,
            bool renorm = false,
            float renorm_momentum = 0.99f);

        ILayer Concatenate(int axis = -1);

        ILayer Conv1D(int filters,
            Shape kernel_size,
            int strides = 1,
            string padding = "valid",
            string data_format = "channels_last",
            int dilation_rate = 1,
            int groups = 1,
            string activation = null,
            bool use_bias = true,
            string kernel_initializer = "glorot_uniform",
            string bias_initializer = "zeros");

        ILayer Conv2D(int filters, Shape kernel_size = null, Shape strides = null, string padding = "valid");

        ILayer Conv2D(int filters,
            Shape kernel_size = null,
            Shape strides = null,
            string padding = "valid",
            string data_format = null,
            Shape dilation_rate = null,
            int groups = 1,
            Activation activation = null,
            bool use_bias = true,
            IInitializer kernel_initializer = null,
            IInitializer bias_initializer = null,
            IRegularizer kernel_regularizer = null,
            IRegularizer bias_regularizer = null,
            IRegularizer activity_regularizer = null);

        ILayer Conv2D(int filters,
            Shape kernel_size = null,
            Shape strides = null,
            string padding = "valid",
            string data_format = null,
            Shape dilation_rate = null,
            int groups = 1,
            string activation = null,
            bool use_bias = true,
            string kernel_initializer = "glorot_uniform",
            string bias_initializer = "zeros");

        ILayer DepthwiseConv2D(Shape kernel_size = null,
            Shape strides = null,
            string padding = "valid",
            string data_format = null,
            Shape dilation_rate = null,
            int groups = 1,
            int depth_multiplier = 1,
            string activation = null,
            bool use_bias = false,
            string kernel_initializer = "glorot_uniform",
            string bias_initializer = "zeros",
            string depthwise_initializer = "glorot_uniform");

        ILayer Dense(int units);
        ILayer Dense(int units, string activation = null, Shape input_shape = null);

        ILayer Dense(int units,
            Activation activation = null,
            IInitializer kernel_initializer = null,
            bool use_bias = true,
            IInitializer bias_initializer = null,
            Shape input_shape = null);

        ILayer Dropout(float rate, Shape noise_shape = null, int? seed = null);

        ILayer Embedding(int input_dim,
            int output_dim,
            IInitializer embeddings_initializer = null,
            bool mask_zero = false,
            Shape input_shape = null,
            int input_length = -1);

        ILayer Flatten(string data_format = null);
        ILayer GlobalAveragePooling1D(string data_format = "channels_last");
        ILayer GlobalAveragePooling2D();
        ILayer GlobalAveragePooling2D(string data_format = "channels_last");
        ILayer GlobalMaxPooling2D(string data_format = "channels_last");

        KerasTensor Input(Shape shape = null,
            int batch_size = -1,
            string name = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            bool sparse = false,
            Tensor tensor = null,
            bool ragged = false,
            TypeSpec type_spec = null,
            Shape batch_input_shape = null,
            Shape batch_shape = null);

        ILayer InputLayer(Shape input_shape, string name = null, bool sparse = false, bool ragged = false);

        ILayer LayerNormalization(Axis axis,
            float epsilon = 1e-3f,
            bool center = true,
            bool scale = true,
            IInitializer beta_initializer = null,
            IInitializer gamma_initializer = null);

        ILayer LeakyReLU(float alpha = 0.3f);
        ILayer ReLU6();

        ILayer LSTM(int units,
            Activation activation = null,
            Activation recurrent_activation = null,
            bool use_bias = true,
            IInitializer kernel_initializer = null,
            IInitializer recurrent_initializer = null,
            IInitializer bias_initializer = null,
            bool unit_forget_bias = true,
            float dropout = 0f,
            float recurrent_dropout = 0f,
            int implementation = 2,
            bool return_sequences = false,
            bool return_state = false,
            bool go_backwards = false,
            bool stateful = false,
            bool time_major = false,
            bool unroll = false);

        ILayer MaxPooling2D(Shape pool_size = null, Shape strides = null, string padding = "valid", string data_format = null);
        ILayer Rescaling(float scale, float offset = 0, Shape input_shape = null);
        ILayer Reshape(Shape target_shape);
        ILayer Softmax(int axis = -1);
        ILayer Tanh();
        ILayer ZeroPadding2D(NDArray padding);
        ILayer Bidirectional(ILayer layer, string merge_mode = "concat", NDArray weights = null, ILayer backward_layer = null);
    }
}
