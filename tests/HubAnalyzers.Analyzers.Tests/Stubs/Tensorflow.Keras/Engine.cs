// Layers and models of Tensorflow.Keras: none has a Trainable that can be assigned.
#nullable disable
using System;
using System.Collections.Generic;
using Tensorflow.Common.Types;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Layers;
using Tensorflow.Keras.Losses;
using Tensorflow.Keras.Metrics;
using Tensorflow.Keras.Saving;
using Tensorflow.NumPy;
using Tensorflow.Util;

namespace Tensorflow.Keras.Engine
{
    public abstract class Layer : AutoTrackable, ILayer
    {
        internal LayerArgs args;
        protected List<IVariableV1> _trainable_weights;
        protected List<IVariableV1> _non_trainable_weights;

        public Layer(LayerArgs args) => this.args = args;

        public bool Built { get; internal set; }
        public bool Trainable => args.Trainable;
        public TF_DataType DType => args.DType;
        public bool AutoCast => args.Autocast;
        public IRegularizer ActivityRegularizer => args.ActivityRegularizer;
        public bool SupportsMasking { get; set; }
        public virtual List<IVariableV1> TrainableVariables => TrainableWeights;
        public List<IVariableV1> NonTrainableVariables => NonTrainableWeights;
        public List<IVariableV1> Variables => Weights;
        public virtual List<IVariableV1> TrainableWeights => _trainable_weights;
        public virtual List<IVariableV1> NonTrainableWeights => _non_trainable_weights;
        public virtual List<IVariableV1> Weights { get => null; set { } }
        public int Id => 0;
        public string Name => null;
        public KerasShapesWrapper BatchInputShape => args.BatchInputShape;
        public KerasShapesWrapper BuildInputShape => null;
        public List<INode> InboundNodes => null;
        public List<INode> OutboundNodes => null;
        public Shape OutputShape => null;
        public virtual List<ILayer> Layers => null;

        public Trackable GetTrackable() => this;
        public virtual void set_weights(IEnumerable<NDArray> weights) { }
        public List<NDArray> get_weights() => null;
        public Tensors Apply(Tensors inputs, Tensors states = null, bool? training = false, IOptionalArgs optional_args = null) => null;
        public virtual void build(KerasShapesWrapper input_shape) { }
        public int count_params() => 0;
        public virtual IKerasConfig get_config() => args;
        public virtual void adapt(Tensor data, int? batch_size = null, int? steps = null) { }

        protected virtual Tensors Call(Tensors inputs, Tensors state = null, bool? training = null, IOptionalArgs optional_args = null) => inputs;
        protected void StackLayers(params ILayer[] layers) { }
        protected Dictionary<ILayer, bool> _get_trainable_state() => null;

        protected virtual IVariableV1 add_weight(string name,
            Shape shape,
            TF_DataType dtype = TF_DataType.TF_FLOAT,
            IInitializer initializer = null,
            IRegularizer regularizer = null,
            VariableSynchronization synchronization = VariableSynchronization.Auto,
            VariableAggregation aggregation = VariableAggregation.None,
            bool trainable = true,
            Func<VariableArgs, IVariableV1> getter = null) => null;
    }

    public class Model : Layer, IModel
    {
        public Tensors inputs;
        public string[] output_names;

        public Model(ModelArgs args) : base(args) { }

        public bool IsGraphNetwork => false;
        public IOptimizer Optimizer { get; set; }
        public bool Stop_training { get; set; }
        public override List<ILayer> Layers => null;

        public void compile(IOptimizer optimizer, ILossFunc loss) { }
        public void compile(IOptimizer optimizer, ILossFunc loss, string[] metrics) { }
        public void compile(string optimizer, string loss, string[] metrics) { }
        public void compile(IOptimizer optimizer, ILossFunc loss, IMetricFunc[] metrics) { }

        public ICallback fit(NDArray x, NDArray y,
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
            bool use_multiprocessing = false) => null;

        public ICallback fit(IEnumerable<NDArray> x, NDArray y,
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
            bool use_multiprocessing = false) => null;

        public ICallback fit(IDatasetV2 dataset,
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
            bool use_multiprocessing = false) => null;

        public void save(string filepath,
            bool overwrite = true,
            bool include_optimizer = true,
            string save_format = "tf",
            SaveOptions options = null,
            ConcreteFunction signatures = null,
            bool save_traces = true) { }

        public void save_weights(string filepath, bool overwrite = true, string save_format = null, object options = null) { }
        public void load_weights(string filepath, bool by_name = false, bool skip_mismatch = false, object options = null) { }

        public Dictionary<string, float> evaluate(NDArray x, NDArray y,
            int batch_size = -1,
            int verbose = 1,
            NDArray sample_weight = null,
            int steps = -1,
            int max_queue_size = 10,
            int workers = 1,
            bool use_multiprocessing = false,
            bool return_dict = false,
            bool is_val = false) => null;

        public Dictionary<string, float> evaluate(IDatasetV2 x, int verbose = 1, bool is_val = false) => null;

        public Tensors predict(Tensors x,
            int batch_size = -1,
            int verbose = 0,
            int steps = -1,
            int max_queue_size = 10,
            int workers = 1,
            bool use_multiprocessing = false) => null;

        public void summary(int line_length = -1, float[] positions = null) { }
    }

    public class Functional : Model
    {
        public Functional(Tensors inputs, Tensors outputs, string name = null) : base(new ModelArgs()) { }
        public override IKerasConfig get_config() => null;
    }

    public class Sequential : Functional
    {
        public Sequential(SequentialArgs args) : base(args.Inputs, args.Outputs, name: args.Name) { }
        public Shape output_shape => null;
        public override List<ILayer> Layers => null;
        public void add(Tensor tensor) { }
        public void add(ILayer layer) { }
        public override IKerasConfig get_config() => null;
    }
}

namespace Tensorflow.Keras.Saving
{
    public class KerasMetaData
    {
        public string Name { get; set; }
        public string ClassName { get; set; }
        public bool Trainable { get; set; }
        public TF_DataType DType { get; set; } = TF_DataType.DtInvalid;
        public bool IsGraphNetwork { get; set; }
        public bool? Stateful { get; set; }
    }
}
