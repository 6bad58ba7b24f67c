// Layers of Tensorflow.Keras that programs make directly, and the old functional ones of tensorflow_layers.
#nullable disable
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.NumPy;

namespace Tensorflow.Keras.Layers
{
    public class BatchNormalization : Layer
    {
        public BatchNormalization(BatchNormalizationArgs args) : base(args) { }
    }

    public class LayerNormalization : Layer
    {
        public LayerNormalization(LayerNormalizationArgs args) : base(args) { }
    }

    public class Dense : Layer
    {
        public Dense(DenseArgs args) : base(args) { }
    }

    public class Conv2D : Layer
    {
        public Conv2D(Conv2DArgs args) : base(args) { }
    }

    public class Embedding : Layer
    {
        public Embedding(EmbeddingArgs args) : base(args) { }
    }

    public class Dropout : Layer
    {
        public Dropout(DropoutArgs args) : base(args) { }
    }

    public class Flatten : Layer
    {
        public Flatten(FlattenArgs args) : base(args) { }
    }

    public class LSTM : Layer
    {
        public LSTM(LSTMArgs args) : base(args) { }
    }

    public class LayersApi : ILayersApi
    {
        public IPreprocessing preprocessing => null;
        public ILayer Add() => null;
        public ILayer AveragePooling2D(Shape pool_size = null, Shape strides = null, string padding = "valid", string data_format = null) => null;
        public ILayer BatchNormalization(int axis = -1,
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
            float renorm_momentum = 0.99f) => null;
        public ILayer Concatenate(int axis = -1) => null;
        public ILayer Conv1D(int filters, Shape kernel_size, int strides = 1, string padding = "valid", string data_format = "channels_last", int dilation_rate = 1, int groups = 1, string activation = null, bool use_bias = true, string kernel_initializer = "glorot_uniform", string bias_initializer = "zeros") => null;
        public ILayer Conv2D(int filters, Shape kernel_size = null, Shape strides = null, string padding = "valid") => null;
        public ILayer Conv2D(int filters, Shape kernel_size = null, Shape strides = null, string padding = "valid", string data_format = null, Shape dilation_rate = null, int groups = 1, Activation activation = null, bool use_bias = true, IInitializer kernel_initializer = null, IInitializer bias_initializer = null, IRegularizer kernel_regularizer = null, IRegularizer bias_regularizer = null, IRegularizer activity_regularizer = null) => null;
        public ILayer Conv2D(int filters, Shape kernel_size = null, Shape strides = null, string padding = "valid", string data_format = null, Shape dilation_rate = null, int groups = 1, string activation = null, bool use_bias = true, string kernel_initializer = "glorot_uniform", string bias_initializer = "zeros") => null;
        public ILayer DepthwiseConv2D(Shape kernel_size = null, Shape strides = null, string padding = "valid", string data_format = null, Shape dilation_rate = null, int groups = 1, int depth_multiplier = 1, string activation = null, bool use_bias = false, string kernel_initializer = "glorot_uniform", string bias_initializer = "zeros", string depthwise_initializer = "glorot_uniform") => null;
        public ILayer Dense(int units) => null;
        public ILayer Dense(int units, string activation = null, Shape input_shape = null) => null;
        public ILayer Dense(int units, Activation activation = null, IInitializer kernel_initializer = null, bool use_bias = true, IInitializer bias_initializer = null, Shape input_shape = null) => null;
        public ILayer Dropout(float rate, Shape noise_shape = null, int? seed = null) => null;
        public ILayer Embedding(int input_dim, int output_dim, IInitializer embeddings_initializer = null, bool mask_zero = false, Shape input_shape = null, int input_length = -1) => null;
        public ILayer Flatten(string data_format = null) => null;
        public ILayer GlobalAveragePooling1D(string data_format = "channels_last") => null;
        public ILayer GlobalAveragePooling2D() => null;
        public ILayer GlobalAveragePooling2D(string data_format = "channels_last") => null;
        public ILayer GlobalMaxPooling2D(string data_format = "channels_last") => null;
        public KerasTensor Input(Shape shape = null, int batch_size = -1, string name = null, TF_DataType dtype = TF_DataType.DtInvalid, bool sparse = false, Tensor tensor = null, bool ragged = false, TypeSpec type_spec = null, Shape batch_input_shape = null, Shape batch_shape = null) => null;
        public ILayer InputLayer(Shape input_shape, string name = null, bool sparse = false, bool ragged = false) => null;
        public ILayer LayerNormalization(Axis axis, float epsilon = 1e-3f, bool center = true, bool scale = true, IInitializer beta_initializer = null, IInitializer gamma_initializer = null) => null;
        public ILayer LeakyReLU(float alpha = 0.3f) => null;
        public ILayer ReLU6() => null;
        public ILayer LSTM(int units, Activation activation = null, Activation recurrent_activation = null, bool use_bias = true, IInitializer kernel_initializer = null, IInitializer recurrent_initializer = null, IInitializer bias_initializer = null, bool unit_forget_bias = true, float dropout = 0f, float recurrent_dropout = 0f, int implementation = 2, bool return_sequences = false, bool return_state = false, bool go_backwards = false, bool stateful = false, bool time_major = false, bool unroll = false) => null;
        public ILayer MaxPooling2D(Shape pool_size = null, Shape strides = null, string padding = "valid", string data_format = null) => null;
        public ILayer Rescaling(float scale, float offset = 0, Shape input_shape = null) => null;
        public ILayer Reshape(Shape target_shape) => null;
        public ILayer Softmax(int axis = -1) => null;
        public ILayer Tanh() => null;
        public ILayer ZeroPadding2D(NDArray padding) => null;
        public ILayer Bidirectional(ILayer layer, string merge_mode = "concat", NDArray weights = null, ILayer backward_layer = null) => null;
    }
}

namespace Tensorflow.Keras
{
    public class tensorflow_layers
    {
        public layers_internal layers { get; } = null;

        public class layers_internal
        {
            public Tensor conv2d(Tensor inputs,
                int filters,
                int[] kernel_size,
                int[] strides = null,
                string padding = "valid",
                string data_format = "channels_last",
                int[] dilation_rate = null,
                bool use_bias = true,
                Activation activation = null,
                IInitializer kernel_initializer = null,
                IInitializer bias_initializer = null,
                bool trainable = true,
                string name = null) => null;

            public Tensors batch_normalization(Tensor inputs,
                int axis = -1,
                float momentum = 0.99f,
                float epsilon = 0.001f,
                bool center = true,
                bool scale = true,
                IInitializer beta_initializer = null,
                IInitializer gamma_initializer = null,
                IInitializer moving_mean_initializer = null,
                IInitializer moving_variance_initializer = null,
                Tensor training = null,
                bool trainable = true,
                string name = null,
                bool renorm = false,
                float renorm_momentum = 0.99f) => null;

            public Tensor dense(Tensor inputs,
                int units,
                Activation activation = null,
                bool use_bias = true,
                IInitializer kernel_initializer = null,
                IInitializer bias_initializer = null,
                bool trainable = true,
                string name = null,
                bool? reuse = null) => null;
        }
    }
}
