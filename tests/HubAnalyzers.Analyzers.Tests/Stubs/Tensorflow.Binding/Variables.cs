// Variables and the plumbing types of Tensorflow.Binding that have a Trainable of their own: none of them is a layer.
#nullable disable
using System;
using System.Collections.Generic;
using Tensorflow.NumPy;

namespace Tensorflow
{
    public interface IVariableV1
    {
        string UniqueId { get; }
        string Name { get; }
        Tensor Handle { get; }
        string Device { get; }
        Operation Initializer { get; }
        Operation Op { get; }
        Tensor GraphElement { get; }
        Graph Graph { get; }
        TF_DataType dtype { get; }
        Shape shape { get; }
        bool Trainable { get; }
        Tensor assign_add<T>(T delta, bool use_locking = false, string name = null, bool read_value = true);
        Tensor assign_sub<T>(T delta, bool use_locking = false, string name = null, bool read_value = true);
        Tensor assign<T>(T value, bool use_locking = false, string name = null, bool read_value = true);
        Tensor AsTensor(TF_DataType dtype = TF_DataType.DtInvalid, string name = null, bool as_ref = false);
        NDArray numpy();
    }

    public class Trackable
    {
        public virtual void SetAttr(string name, object value) { }
    }

    public abstract class AutoTrackable : Trackable { }

    public interface IWithTrackable
    {
        Trackable GetTrackable();
    }

    public class BaseResourceVariable : Trackable
    {
        public string UniqueId => null;
        public string Name => null;
        public Tensor Handle => null;
        public string Device => null;
        public Operation Initializer => null;
        public Operation Op => null;
        public Tensor GraphElement => null;
        public Graph Graph => null;
        public TF_DataType dtype => TF_DataType.TF_FLOAT;
        public Shape shape => null;
        public bool Trainable => true;

        public void __init__(bool trainable = true,
            Shape shape = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            Tensor handle = null,
            string name = null,
            string unique_id = null,
            string handle_name = null) { }

        public Tensor assign_add<T>(T delta, bool use_locking = false, string name = null, bool read_value = true) => null;
        public Tensor assign_sub<T>(T delta, bool use_locking = false, string name = null, bool read_value = true) => null;
        public Tensor assign<T>(T value, bool use_locking = false, string name = null, bool read_value = true) => null;
        public Tensor AsTensor(TF_DataType dtype = TF_DataType.DtInvalid, string name = null, bool as_ref = false) => null;
        public NDArray numpy() => null;
    }

    public class ResourceVariable : BaseResourceVariable, IVariableV1
    {
        public ResourceVariable(object initial_value = null,
            bool trainable = true,
            List<string> collections = null,
            bool validate_shape = true,
            string caching_device = "",
            string name = null,
            VariableDef variable_def = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            string import_scope = "",
            VariableAggregation aggregation = VariableAggregation.None,
            Shape shape = null) { }

        public static implicit operator Tensor(ResourceVariable variable) => null;
        public static Tensor operator *(ResourceVariable x, Tensor y) => null;
        public static Tensor operator *(Tensor x, ResourceVariable y) => null;
        public static Tensor operator +(Tensor x, ResourceVariable y) => null;
        public static Tensor operator +(ResourceVariable x, float y) => null;
    }

    public class RefVariable : Trackable, IVariableV1
    {
        public RefVariable(object initial_value = null,
            bool trainable = true,
            List<string> collections = null,
            bool validate_shape = true,
            string caching_device = "",
            string name = null,
            VariableDef variable_def = null,
            TF_DataType dtype = TF_DataType.DtInvalid,
            string import_scope = "") { }

        public string UniqueId => null;
        public string Name => null;
        public Tensor Handle => null;
        public string Device => null;
        public Operation Initializer => null;
        public Operation Op => null;
        public Tensor GraphElement => null;
        public Graph Graph => null;
        public TF_DataType dtype => TF_DataType.TF_FLOAT;
        public Shape shape => null;
        public bool Trainable => true;
        public Tensor assign_add<T>(T delta, bool use_locking = false, string name = null, bool read_value = true) => null;
        public Tensor assign_sub<T>(T delta, bool use_locking = false, string name = null, bool read_value = true) => null;
        public Tensor assign<T>(T value, bool use_locking = false, string name = null, bool read_value = true) => null;
        public Tensor AsTensor(TF_DataType dtype = TF_DataType.DtInvalid, string name = null, bool as_ref = false) => null;
        public NDArray numpy() => null;
    }

    public class VariableArgs
    {
        public object InitialValue { get; set; }
        public Func<VariableArgs, IVariableV1> Getter { get; set; }
        public string Name { get; set; }
        public Shape Shape { get; set; }
        public TF_DataType DType { get; set; } = TF_DataType.DtInvalid;
        public IInitializer Initializer { get; set; }
        public bool Trainable { get; set; }
        public bool ValidateShape { get; set; } = true;
        public bool UseResource { get; set; } = true;
        public bool Overwrite { get; set; }
        public List<string> Collections { get; set; }
        public string CachingDevice { get; set; } = "";
        public VariableDef VariableDef { get; set; }
        public string ImportScope { get; set; } = "";
        public VariableSynchronization Synchronization { get; set; } = VariableSynchronization.Auto;
        public VariableAggregation Aggregation { get; set; } = VariableAggregation.None;
    }

    public sealed class VariableDef
    {
        public string VariableName { get; set; }
        public string InitialValueName { get; set; }
        public string InitializerName { get; set; }
        public string SnapshotName { get; set; }
        public bool IsResource { get; set; }
        public bool Trainable { get; set; }
    }

    public sealed class SavedVariable
    {
        public bool Trainable { get; set; }
        public string Name { get; set; }
        public string Device { get; set; }
    }

    public abstract class TrackableDataStructure : Trackable
    {
        public bool Trainable { get => true; set { } }
        public IEnumerable<IVariableV1> TrainableWeights => null;
        public IEnumerable<IVariableV1> NonTrainableWeights => null;
        public IEnumerable<IVariableV1> TrainableVariables => null;
    }

    public class ListWrapper : TrackableDataStructure
    {
        public int Count => 0;
    }

    public interface IInitializer
    {
        string ClassName { get; }
        IDictionary<string, object> Config { get; }
    }
}
