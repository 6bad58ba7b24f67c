// The entry points of Tensorflow.Binding.
#nullable disable
using System;
using System.Collections.Generic;
using Tensorflow.Keras;
using Tensorflow.NumPy;

namespace Tensorflow
{
    public record class LoadOptions
    {
        public bool allow_partial_checkpoint;
        public string experimental_io_device;
        public bool experimental_skip_checkpoint;

        public LoadOptions(bool allow_partial_checkpoint = false,
            string experimental_io_device = null,
            bool experimental_skip_checkpoint = false,
            string experimental_variable_policy = null) { }
    }

    public class SaveOptions
    {
        public SaveOptions(bool save_debug_info = false) { }
    }

    public class GradientTape : IDisposable
    {
        public void watch(Tensor x) { }
        public Tensor gradient(Tensor target, Tensor source, List<Tensor> output_gradients = null, string unconnected_gradients = null) => null;
        public Tensor gradient(Tensor target, ResourceVariable source, List<Tensor> output_gradients = null, string unconnected_gradients = null) => null;
        public (Tensor, Tensor) gradient(Tensor target, (ResourceVariable, ResourceVariable) sources, List<Tensor> output_gradients = null, string unconnected_gradients = null) => default;
        public Tensor[] gradient(Tensor target, IEnumerable<IVariableV1> sources, List<Tensor> output_gradients = null, string unconnected_gradients = null) => null;
        public void Dispose() { }
    }

    public class CompatV1Api
    {
        public void disable_eager_execution() { }

        public IVariableV1 get_variable(string name,
            Shape shape = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            object initializer = null,
            bool? trainable = null,
            List<string> collections = null,
            bool? use_resource = null,
            bool validate_shape = true,
            VariableSynchronization synchronization = VariableSynchronization.Auto,
            VariableAggregation aggregation = VariableAggregation.None) => null;
    }

    public class tensorflow
    {
        public TF_DataType int32 = TF_DataType.TF_INT32;
        public TF_DataType int64 = TF_DataType.TF_INT64;
        public TF_DataType uint8 = TF_DataType.TF_UINT8;
        public TF_DataType float16 = TF_DataType.TF_HALF;
        public TF_DataType float32 = TF_DataType.TF_FLOAT;
        public TF_DataType float64 = TF_DataType.TF_DOUBLE;
        public TF_DataType @bool = TF_DataType.TF_BOOL;
        public TF_DataType @string = TF_DataType.TF_STRING;

        public IKerasApi keras => null;
        public CompatApi compat { get; } = null;
        public DataOps data { get; } = null;

        public class CompatApi
        {
            public CompatV1Api v1 { get; } = null;
        }

        public class DataOps
        {
            public DatasetManager Dataset { get; } = null;
        }

        public class DatasetManager
        {
            public IDatasetV2 from_tensor_slices(Tensor features, Tensor labels) => null;
        }

        public ResourceVariable Variable<T>(T data,
            bool trainable = true,
            bool validate_shape = true,
            bool use_resource = true,
            string name = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            VariableAggregation aggregation = VariableAggregation.None,
            Shape shape = null) => null;

        public GradientTape GradientTape(bool persistent = false, bool watch_accessed_variables = true) => null;
        public Tensor constant(object value, TF_DataType dtype = TF_DataType.DtInvalid, Shape shape = null, bool verify_shape = false, bool allow_broadcast = true, string name = "Const") => null;
        public Tensor zeros(Shape shape, TF_DataType dtype = TF_DataType.TF_FLOAT, string name = null) => null;
        public Tensor ones(Shape shape, TF_DataType dtype = TF_DataType.TF_FLOAT, string name = null) => null;
        public Tensor reduce_mean(Tensor input_tensor, Axis axis = null, bool keepdims = false, string name = null) => null;
        public Tensor square(Tensor x, string name = null) => null;
        public Tensor cast(Tensor x, TF_DataType dtype, string name = null) => null;
        public Tensor matmul(Tensor a, Tensor b) => null;
        public void enable_eager_execution() { }
    }

    public static class Binding
    {
        public static tensorflow tf { get; } = null;
        public static IEnumerable<(T1, T2)> zip<T1, T2>(IEnumerable<T1> t1, IEnumerable<T2> t2) => null;
        public static IEnumerable<int> range(int end) => null;
        public static void print(params object[] args) { }
    }
}
