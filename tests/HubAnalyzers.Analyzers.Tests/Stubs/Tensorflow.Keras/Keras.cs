// The entry point and the optimizers of Tensorflow.Keras.
#nullable disable
using System.Collections.Generic;
using Tensorflow.Keras;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Layers;
using Tensorflow.Keras.Losses;
using Tensorflow.Keras.Metrics;
using Tensorflow.Keras.Models;
using Tensorflow.NumPy;

namespace Tensorflow
{
    public static class KerasApi
    {
        public static KerasInterface keras { get; } = null;
    }
}

namespace Tensorflow.Keras
{
    public class Regularizers
    {
        public IRegularizer l1(float l1 = 0.01f) => null;
        public IRegularizer l2(float l2 = 0.01f) => null;
    }

    public class Preprocessing
    {
        public IDatasetV2 image_dataset_from_directory(string directory,
            string labels = "inferred",
            string label_mode = "int",
            string[] class_names = null,
            string color_mode = "rgb",
            int batch_size = 32,
            Shape image_size = null,
            bool shuffle = true,
            int? seed = null,
            float validation_split = 0.2f,
            string subset = null,
            string interpolation = "bilinear",
            bool follow_links = false) => null;
    }

    public class KerasInterface : IKerasApi
    {
        public IInitializersApi initializers { get; } = null;
        public Regularizers regularizers { get; } = null;
        public ILayersApi layers { get; } = null;
        public ILossesApi losses { get; } = null;
        public IActivationsApi activations { get; } = null;
        public Preprocessing preprocessing { get; } = null;
        public IOptimizerApi optimizers { get; } = null;
        public IMetricsApi metrics { get; } = null;
        public IModelsApi models { get; } = null;
        public Sequential Sequential(List<ILayer> layers = null, string name = null) => null;
        public Sequential Sequential(params ILayer[] layers) => null;
        public IModel Model(Tensors inputs, Tensors outputs, string name = null) => null;

        public Tensors Input(Shape shape = null,
            int batch_size = -1,
            string name = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            bool sparse = false,
            Tensor tensor = null,
            bool ragged = false,
            TypeSpec type_spec = null,
            Shape batch_input_shape = null,
            Shape batch_shape = null) => null;
    }
}

namespace Tensorflow.Keras.Optimizers
{
    public class OptimizerV2 : Trackable, IOptimizer
    {
        public OptimizerV2(OptimizerV2Args args) { }
        public IVariableV1 lr => null;
        public Tensor[] aggregate_gradients(IEnumerable<(Tensor, IVariableV1)> grads_and_vars) => null;
        public Tensor[] clip_gradients(Tensor[] grads) => null;
        public void apply_gradients((Tensor, IVariableV1) grads_and_vars, string name = null, bool experimental_aggregate_gradients = true) { }
        public void apply_gradients(IEnumerable<(Tensor, IVariableV1)> grads_and_vars, string name = null, bool experimental_aggregate_gradients = true) { }
        public void apply_gradients((Tensor, ResourceVariable) grads_and_vars, string name = null, bool experimental_aggregate_gradients = true) { }
        public void apply_gradients(IEnumerable<(Tensor, ResourceVariable)> grads_and_vars, string name = null, bool experimental_aggregate_gradients = true) { }
        public IVariableV1 add_slot(IVariableV1 var, string slot_name, IInitializer initializer = null) => null;
    }

    public class Adam : OptimizerV2
    {
        public Adam(float learning_rate = 0.001f,
            float beta_1 = 0.9f,
            float beta_2 = 0.999f,
            float epsilon = 1e-7f,
            bool amsgrad = false,
            string name = "Adam") : base(null) { }
    }

    public class AdamW : Adam
    {
        public AdamW(float learning_rate = 0.001f,
            float weight_decay = 0.004f,
            float beta_1 = 0.9f,
            float beta_2 = 0.999f,
            float epsilon = 1e-7f,
            bool amsgrad = false,
            List<string> no_decay_params = null,
            string name = "AdamW") { }
    }

    public class RMSprop : OptimizerV2
    {
        public RMSprop(RMSpropArgs args) : base(args) { }
    }

    public class SGD : OptimizerV2
    {
        public SGD(float learning_rate, float momentum = 0.0f, bool nesterov = false, float decay = 0.0f) : base(null) { }
    }

    public class OptimizerApi : IOptimizerApi
    {
        public IOptimizer Adam(float learning_rate = 0.001f, float beta_1 = 0.9f, float beta_2 = 0.999f, float epsilon = 1e-7f, bool amsgrad = false, string name = "Adam") => null;
        public IOptimizer AdamW(float learning_rate = 0.001f, float weight_decay = 0.004f, float beta_1 = 0.9f, float beta_2 = 0.999f, float epsilon = 1e-7f, bool amsgrad = false, List<string> no_decay_params = null, string name = "AdamW") => null;
        public IOptimizer RMSprop(float learning_rate = 0.001f, float rho = 0.9f, float momentum = 0.0f, float epsilon = 1e-7f, bool centered = false, string name = "RMSprop") => null;
        public IOptimizer SGD(float learning_rate = 0.01f, float momentum = 0f) => null;
    }
}
