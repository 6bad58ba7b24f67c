// Tensors, shapes and arrays of Tensorflow.Binding: signatures only, nothing is executed.
#nullable disable
using System;
using System.Collections;
using System.Collections.Generic;

namespace Tensorflow
{
    public enum TF_DataType
    {
        DtInvalid = 0,
        TF_FLOAT = 1,
        TF_DOUBLE = 2,
        TF_INT32 = 3,
        TF_UINT8 = 4,
        TF_STRING = 7,
        TF_INT64 = 9,
        TF_BOOL = 10,
        TF_HALF = 19,
    }

    public enum VariableSynchronization { Auto = 0, None = 1, OnWrite = 2, OnRead = 3 }

    public enum VariableAggregation { None = 0, Sum = 1, Mean = 2, OnlyFirstReplica = 3 }

    public class Operation { }

    public class Graph { }

    public class TypeSpec { }

    public class TensorSpec : TypeSpec { }

    public class ConcreteFunction
    {
        public IEnumerable<IVariableV1> TrainableVariables => null;
    }

    public class Shape
    {
        public Shape(params int[] dims) { }
        public Shape(params long[] dims) { }
        public int ndim => 0;
        public long[] dims => null;
        public int rank => 0;
        public long size => 0;
        public static Shape Scalar => null;
        public static Shape Null => null;
        public long this[int n] { get => 0; set { } }
        public static implicit operator Shape(int dims) => null;
        public static implicit operator Shape(long[] dims) => null;
        public static implicit operator Shape(int[] dims) => null;
        public static implicit operator Shape((int, int) dims) => null;
        public static implicit operator Shape((long, long) dims) => null;
        public static implicit operator Shape((int, int, int) dims) => null;
        public static implicit operator Shape((long, long, long) dims) => null;
        public static implicit operator Shape((int, int, int, int) dims) => null;
        public static implicit operator Shape((long, long, long, long) dims) => null;
        public static implicit operator Shape((int, int, int, int, int) dims) => null;
        public static implicit operator Shape((long, long, long, long, long) dims) => null;
        public static implicit operator int[](Shape shape) => null;
        public static implicit operator long[](Shape shape) => null;
    }

    public class Axis
    {
        public Axis(params int[] axis) { }
        public static implicit operator Axis(int axis) => null;
        public static implicit operator Axis((int, int) axis) => null;
        public static implicit operator Axis(int[] axis) => null;
    }

    public class Slice
    {
        public Slice(int? start = null, int? stop = null, int step = 1, bool isIndex = false) { }
        public Slice(string slice) { }
        public static implicit operator Slice(int index) => null;
        public static implicit operator Slice(string slice) => null;
    }

    public class Tensor
    {
        public string name => null;
        public Shape shape { get => null; set { } }
        public int rank => 0;
        public int ndim => 0;
        public TF_DataType dtype => TF_DataType.TF_FLOAT;
        public Tensor this[params Slice[] slices] => null;
        public Tensorflow.NumPy.NDArray numpy() => null;
        public static Tensor operator +(Tensor x, Tensor y) => null;
        public static Tensor operator -(Tensor x, Tensor y) => null;
        public static Tensor operator *(Tensor x, Tensor y) => null;
        public static Tensor operator /(Tensor x, Tensor y) => null;
        public static Tensor operator *(Tensor x, float y) => null;
        public static Tensor operator /(Tensor x, float y) => null;
        public static explicit operator float(Tensor x) => 0;
        public static explicit operator int(Tensor x) => 0;
    }

    public sealed class Tensors : IEnumerable<Tensor>, IDisposable
    {
        public Tensors(params Tensor[] tensors) { }
        public Shape shape => null;
        public TF_DataType dtype => TF_DataType.TF_FLOAT;
        public int Length => 0;
        public Tensor this[int index] => null;
        public IEnumerator<Tensor> GetEnumerator() => null;
        IEnumerator IEnumerable.GetEnumerator() => null;
        public void Dispose() { }
        public static implicit operator Tensors(Tensor tensor) => null;
        public static implicit operator Tensors((Tensor, Tensor) tuple) => null;
        public static implicit operator Tensors(Tensorflow.NumPy.NDArray nd) => null;
        public static implicit operator Tensors(Tensor[] tensors) => null;
        public static implicit operator Tensors(List<Tensor> tensors) => null;
        public static implicit operator Tensor(Tensors tensors) => null;
        public static implicit operator Tensor[](Tensors tensors) => null;
    }

    public interface IDatasetV2 : IEnumerable<(Tensors, Tensors)>
    {
        IDatasetV2 batch(int batch_size, bool drop_remainder = false);
        IDatasetV2 shuffle(int buffer_size, int? seed = null, bool reshuffle_each_iteration = true);
        IDatasetV2 repeat(int count = -1);
        IDatasetV2 prefetch(int buffer_size = -1, int? slack_period = null);
        IDatasetV2 take(int count);
        IDatasetV2 skip(int count);
    }
}

namespace Tensorflow.NumPy
{
    public class NDArray : Tensor, IEnumerable<NDArray>
    {
        public NDArray(float[] value, Shape shape = null) { }
        public NDArray(Array value, Shape shape = null) { }
        public NDArray reshape(Shape newshape) => null;
        public NDArray astype(TF_DataType dtype) => null;
        public IEnumerator<NDArray> GetEnumerator() => null;
        IEnumerator IEnumerable.GetEnumerator() => null;
        public static implicit operator NDArray(Array array) => null;
        public static implicit operator NDArray(float value) => null;
        public static implicit operator NDArray(int value) => null;
        public static NDArray operator /(NDArray lhs, float rhs) => null;
    }

    public static class np
    {
        public static NDArray array(params float[] data) => null;
        public static NDArray array(params int[] data) => null;
        public static NDArray load(string file) => null;
        public static NDArray zeros(Shape shape) => null;
        public static NDArray ones(Shape shape) => null;
        public static NDArray expand_dims(NDArray a, Axis axis = null) => null;
        public static readonly RandomizedImpl random = null;
    }

    public class RandomizedImpl
    {
        public NDArray random(Shape size) => null;
        public void seed(int value) { }
    }
}
