// The Keras contracts that live in Tensorflow.Binding. Trainable of a layer is get-only; that of its arguments is not.
#nullable disable
using System;
using System.Collections.Generic;
using Tensorflow.Common.Types;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Layers;
using Tensorflow.Keras.Losses;
using Tensorflow.Keras.Metrics;
using Tensorflow.Keras.Models;
using Tensorflow.Keras.Saving;
using Tensorflow.NumPy;
using Tensorflow.Util;

namespace Tensorflow.Util
{
    public class ValidationDataPack
    {
        public ValidationDataPack((NDArray, NDArray) validation_data) { }
        public static implicit operator ValidationDataPack((NDArray, NDArray) validation_data) => null;
    }
}

namespace Tensorflow.Common.Types
{
    public interface IOptionalArgs
    {
        string Identifier { get; }
    }
}

namespace Tensorflow.Keras.Saving
{
    public interface IKerasConfig { }

    public interface IKerasConfigable
    {
        IKerasConfig get_config();
    }

    public class KerasShapesWrapper
    {
        public KerasShapesWrapper(Shape shape) { }
        public static implicit operator KerasShapesWrapper(Shape shape) => null;
    }
}

namespace Tensorflow.Keras
{
    public interface ILayer : IWithTrackable, IKerasConfigable
    {
        string Name { get; }
        bool Trainable { get; }
        bool Built { get; }
        void build(KerasShapesWrapper input_shape);
        List<ILayer> Layers { get; }
        List<INode> InboundNodes { get; }
        List<INode> OutboundNodes { get; }
        Tensors Apply(Tensors inputs, Tensors states = null, bool? training = false, IOptionalArgs optional_args = null);
        List<IVariableV1> TrainableVariables { get; }
        List<IVariableV1> TrainableWeights { get; }
        List<IVariableV1> NonTrainableWeights { get; }
        List<IVariableV1> Weights { get; set; }
        void set_weights(IEnumerable<NDArray> weights);
        List<NDArray> get_weights();
        Shape OutputShape { get; }
        KerasShapesWrapper BatchInputShape { get; }
        KerasShapesWrapper BuildInputShape { get; }
        TF_DataType DType { get; }
        int count_params();
        void adapt(Tensor data, int? batch_size = null, int? steps = null);
    }

    public class Activation
    {
        public string Name { get; set; }
        public static implicit operator Activation(Func<Tensor, string, Tensor> func) => null;
    }

    public interface IActivationsApi
    {
        Activation GetActivationFromName(string name);
        Activation Linear { get; }
        Activation Relu { get; }
        Activation Relu6 { get; }
        Activation Sigmoid { get; }
        Activation Softmax { get; }
        Activation Tanh { get; }
        Activation Mish { get; }
    }

    public interface IRegularizer
    {
        string ClassName { get; }
        IDictionary<string, object> Config { get; }
    }

    public interface IInitializersApi
    {
        IInitializer Orthogonal(float gain = 1.0f, int? seed = null);
        IInitializer HeNormal(int? seed = null);
    }

    public interface IPreprocessing
    {
        ILayer Resizing(int height, int width, string interpolation = "bilinear");
        ILayer TextVectorization(Func<Tensor, Tensor> standardize = null,
            string split = "whitespace",
            int max_tokens = -1,
            string output_mode = "int",
            int output_sequence_length = -1);
    }

    public interface IOptimizerApi
    {
        IOptimizer Adam(float learning_rate = 0.001f,
            float beta_1 = 0.9f,
            float beta_2 = 0.999f,
            float epsilon = 1e-7f,
            bool amsgrad = false,
            string name = "Adam");

        IOptimizer AdamW(float learning_rate = 0.001f,
            float weight_decay = 0.004f,
            float beta_1 = 0.9f,
            float beta_2 = 0.999f,
            float epsilon = 1e-7f,
            bool amsgrad = false,
            List<string> no_decay_params = null,
            string name = "AdamW");

        IOptimizer RMSprop(float learning_rate = 0.001f,
            float rho = 0.9f,
            float momentum = 0.0f,
            float epsilon = 1e-7f,
            bool centered = false,
            string name = "RMSprop");

        IOptimizer SGD(float learning_rate = 0.01f, float momentum = 0f);
    }

    public interface IKerasApi
    {
        IInitializersApi initializers { get; }
        ILayersApi layers { get; }
        ILossesApi losses { get; }
        IActivationsApi activations { get; }
        IOptimizerApi optimizers { get; }
        IMetricsApi metrics { get; }
        IModelsApi models { get; }
        IModel Model(Tensors inputs, Tensors outputs, string name = null);
        Tensors Input(Shape shape = null,
            int batch_size = -1,
            string name = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            bool sparse = false,
            Tensor tensor = null,
            bool ragged = false,
            TypeSpec type_spec = null,
            Shape batch_input_shape = null,
            Shape batch_shape = null);
    }
}

namespace Tensorflow.Keras.Losses
{
    public interface ILossFunc
    {
        string Reduction { get; }
        string Name { get; }
        Tensor Call(Tensor y_true, Tensor y_pred, Tensor sample_weight = null);
    }

    public interface ILossesApi
    {
        ILossFunc BinaryCrossentropy(bool from_logits = false,
            float label_smoothing = 0f,
            int axis = -1,
            string reduction = "auto",
            string name = "binary_crossentropy");

        ILossFunc SparseCategoricalCrossentropy(string reduction = null, string name = null, bool from_logits = false);
        ILossFunc CategoricalCrossentropy(string reduction = null, string name = null, bool from_logits = false);
        ILossFunc MeanSquaredError(string reduction = null, string name = null);
        ILossFunc MeanAbsoluteError(string reduction = null, string name = null);
    }
}

namespace Tensorflow.Keras.Metrics
{
    public interface IMetricFunc
    {
        string Name { get; }
        Tensor update_state(Tensor y_true, Tensor y_pred, Tensor sample_weight = null);
        Tensor result();
        void reset_states();
    }

    public interface IMetricsApi
    {
        IMetricFunc Accuracy(string name = "accuracy", TF_DataType dtype = TF_DataType.TF_FLOAT);
        IMetricFunc BinaryAccuracy(string name = "binary_accuracy", TF_DataType dtype = TF_DataType.TF_FLOAT, float threshold = 05f);
        IMetricFunc SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy", TF_DataType dtype = TF_DataType.TF_FLOAT);
    }
}

namespace Tensorflow.Keras.Models
{
    public interface IModelsApi
    {
        IModel load_model(string filepath, bool compile = true, LoadOptions options = null);
    }
}

namespace Tensorflow.Keras.Engine
{
    public interface INode { }

    public class KerasTensor
    {
        public Shape shape => null;
        public TF_DataType dtype => TF_DataType.TF_FLOAT;
        public static implicit operator Tensors(KerasTensor kt) => null;
        public static implicit operator Tensor(KerasTensor kt) => null;
        public static implicit operator KerasTensor(Tensor tensor) => null;
        public static implicit operator KerasTensor(Tensors tensors) => null;
    }

    public interface ICallback
    {
        Dictionary<string, List<float>> history { get; set; }
        void on_train_begin();
        void on_train_end();
        void on_epoch_begin(int epoch);
        void on_epoch_end(int epoch, Dictionary<string, float> epoch_logs);
    }

    public interface IOptimizer
    {
        Tensor[] aggregate_gradients(IEnumerable<(Tensor, IVariableV1)> grads_and_vars);
        Tensor[] clip_gradients(Tensor[] grads);
        void apply_gradients((Tensor, IVariableV1) grads_and_vars, string name = null, bool experimental_aggregate_gradients = true);
        void apply_gradients(IEnumerable<(Tensor, IVariableV1)> grads_and_vars, string name = null, bool experimental_aggregate_gradients = true);
        void apply_gradients((Tensor, ResourceVariable) grads_and_vars, string name = null, bool experimental_aggregate_gradients = true);
        void apply_gradients(IEnumerable<(Tensor, ResourceVariable)> grads_and_vars, string name = null, bool experimental_aggregate_gradients = true);
        IVariableV1 add_slot(IVariableV1 var, string slot_name, IInitializer initializer = null);
    }

    public interface IModel : ILayer
    {
        void compile(IOptimizer optimizer, ILossFunc loss);
        void compile(IOptimizer optimizer, ILossFunc loss, string[] metrics);
        void compile(string optimizer, string loss, string[] metrics);
        void compile(IOptimizer optimizer, ILossFunc loss, IMetricFunc[] metrics);

        ICallback fit(NDArray x, NDArray y,
            int batch_size = -1,
            int epochs = 1,
            int verbose = 1,
            List<ICallback> callbacks = null,
            float validation_split = 0f,
            ValidationDataPack validation_data = null,
            int validation_step = 10,
            bool shuffle = true,
            Dictionary<int, float> class_weight = null,
            NDArray sample_weight = null,
            int initial_epoch = 0,
            int max_queue_size = 10,
            int workers = 1,
            bool use_multiprocessing = false);

        ICallback fit(IEnumerable<NDArray> x, NDArray y,
            int batch_size = -1,
            int epochs = 1,
            int verbose = 1,
            List<ICallback> callbacks = null,
            float validation_split = 0f,
            ValidationDataPack validation_data = null,
            bool shuffle = true,
            Dictionary<int, float> class_weight = null,
            NDArray sample_weight = null,
            int initial_epoch = 0,
            int max_queue_size = 10,
            int workers = 1,
            bool use_multiprocessing = false);

        ICallback fit(IDatasetV2 dataset,
            int batch_size = -1,
            int epochs = 1,
            int verbose = 1,
            List<ICallback> callbacks = null,
            IDatasetV2 validation_data = null,
            int validation_step = 10,
            bool shuffle = true,
            Dictionary<int, float> class_weight = null,
            int initial_epoch = 0,
            int max_queue_size = 10,
            int workers = 1,
            bool use_multiprocessing = false);

        void save(string filepath,
            bool overwrite = true,
            bool include_optimizer = true,
            string save_format = "tf",
            SaveOptions options = null,
            ConcreteFunction signatures = null,
            bool save_traces = true);

        void save_weights(string filepath, bool overwrite = true, string save_format = null, object options = null);
        void load_weights(string filepath, bool by_name = false, bool skip_mismatch = false, object options = null);

        Dictionary<string, float> evaluate(NDArray x, NDArray y,
            int batch_size = -1,
            int verbose = 1,
            NDArray sample_weight = null,
            int steps = -1,
            int max_queue_size = 10,
            int workers = 1,
            bool use_multiprocessing = false,
            bool return_dict = false,
            bool is_val = false);

        Tensors predict(Tensors x,
            int batch_size = -1,
            int verbose = 0,
            int steps = -1,
            int max_queue_size = 10,
            int workers = 1,
            bool use_multiprocessing = false);

        void summary(int line_length = -1, float[] positions = null);
        new IKerasConfig get_config();
        bool Stop_training { get; set; }
    }
}

namespace Tensorflow.Keras.ArgsDefinition
{
    public class LayerArgs : IKerasConfig
    {
        public virtual bool Trainable { get; set; } = true;
        public virtual string Name { get; set; }
        public virtual TF_DataType DType { get; set; } = TF_DataType.TF_FLOAT;
        public virtual bool Dynamic { get; set; } = false;
        public virtual Shape InputShape { get; set; }
        public virtual KerasShapesWrapper BatchInputShape { get; set; }
        public virtual int BatchSize { get; set; } = -1;
        public virtual float[] Weights { get; set; }
        public virtual IRegularizer ActivityRegularizer { get; set; }
        public virtual bool Autocast { get; set; }
        public virtual bool IsFromConfig { get; set; }
    }

    public class AutoSerializeLayerArgs : LayerArgs
    {
        public override string Name { get => base.Name; set => base.Name = value; }
        public override TF_DataType DType { get => base.DType; set => base.DType = value; }
        public override KerasShapesWrapper BatchInputShape { get => base.BatchInputShape; set => base.BatchInputShape = value; }
        public override bool Trainable { get => base.Trainable; set => base.Trainable = value; }
    }

    public class DenseArgs : LayerArgs
    {
        public int Units { get; set; }
        public Activation Activation { get; set; }
        public bool UseBias { get; set; } = true;
        public IInitializer KernelInitializer { get; set; }
        public IInitializer BiasInitializer { get; set; }
        public IRegularizer KernelRegularizer { get; set; }
        public IRegularizer BiasRegularizer { get; set; }
        public override string Name { get => base.Name; set => base.Name = value; }
        public override TF_DataType DType { get => base.DType; set => base.DType = value; }
        public override bool Trainable { get => base.Trainable; set => base.Trainable = value; }
    }

    public class ConvolutionalArgs : AutoSerializeLayerArgs
    {
        public int Rank { get; set; }
        public int Filters { get; set; }
        public int NumSpatialDims { get; set; }
        public Shape KernelSize { get; set; }
        public Shape Strides { get; set; }
        public string Padding { get; set; }
        public string DataFormat { get; set; }
        public Shape DilationRate { get; set; }
        public int Groups { get; set; }
        public Activation Activation { get; set; }
        public bool UseBias { get; set; }
        public IInitializer KernelInitializer { get; set; }
        public IInitializer BiasInitializer { get; set; }
    }

    public class Conv2DArgs : ConvolutionalArgs { }

    public class EmbeddingArgs : AutoSerializeLayerArgs
    {
        public int InputDim { get; set; }
        public int OutputDim { get; set; }
        public bool MaskZero { get; set; }
        public int InputLength { get; set; } = -1;
        public IInitializer EmbeddingsInitializer { get; set; }
        public override IRegularizer ActivityRegularizer { get => base.ActivityRegularizer; set => base.ActivityRegularizer = value; }
    }

    public class BatchNormalizationArgs : AutoSerializeLayerArgs
    {
        public Shape Axis { get; set; } = -1;
        public float Momentum { get; set; } = 0.99f;
        public float Epsilon { get; set; } = 1e-3f;
        public bool Center { get; set; } = true;
        public bool Scale { get; set; } = true;
        public IInitializer BetaInitializer { get; set; }
        public IInitializer GammaInitializer { get; set; }
        public IInitializer MovingMeanInitializer { get; set; }
        public IInitializer MovingVarianceInitializer { get; set; }
        public IRegularizer BetaRegularizer { get; set; }
        public IRegularizer GammaRegularizer { get; set; }
        public bool Renorm { get; set; }
        public float RenormMomentum { get; set; } = 0.99f;
    }

    public class LayerNormalizationArgs : AutoSerializeLayerArgs
    {
        public Axis Axis { get; set; } = -1;
        public float Epsilon { get; set; } = 1e-3f;
        public bool Center { get; set; } = true;
        public bool Scale { get; set; } = true;
    }

    public class DropoutArgs : LayerArgs
    {
        public float Rate { get; set; }
        public Shape NoiseShape { get; set; }
        public int? Seed { get; set; }
    }

    public class FlattenArgs : AutoSerializeLayerArgs
    {
        public string DataFormat { get; set; }
    }

    public class RNNArgs : AutoSerializeLayerArgs
    {
        public bool ReturnSequences { get; set; } = false;
        public bool ReturnState { get; set; } = false;
        public int Units { get; set; }
        public Activation Activation { get; set; }
        public float Dropout { get; set; } = .0f;
    }

    public class LSTMArgs : RNNArgs
    {
        public bool UnitForgetBias { get; set; }
        public int Implementation { get; set; }
    }

    public class ModelArgs : LayerArgs
    {
        public Tensors Inputs { get; set; }
        public Tensors Outputs { get; set; }
    }

    public class SequentialArgs : ModelArgs
    {
        public List<ILayer> Layers { get; set; }
    }

    public class OptimizerV2Args : IKerasConfig
    {
        public string Name { get; set; }
        public float LearningRate { get; set; } = 0.001f;
        public float InitialDecay { get; set; }
        public float ClipNorm { get; set; }
        public float ClipValue { get; set; }
    }

    public class RMSpropArgs : OptimizerV2Args
    {
        public float RHO { get; set; } = 0.9f;
        public float Momentum { get; set; } = 0.0f;
        public float Epsilon { get; set; } = 1e-7f;
        public bool Centered { get; set; } = false;
    }
}
