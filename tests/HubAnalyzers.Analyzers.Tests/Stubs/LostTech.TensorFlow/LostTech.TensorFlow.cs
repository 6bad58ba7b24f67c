// LostTech.TensorFlow as its public samples use it: Python's names, and a trainable that can be assigned.
#nullable disable
using System;
using System.Collections.Generic;
using numpy;
using tensorflow.keras.layers;
using tensorflow.keras.optimizers;

namespace numpy
{
    public class ndarray
    {
        public ndarray reshape(params int[] shape) => null;
        public static ndarray operator /(ndarray x, float y) => null;
    }

    public class ndarray<T> : ndarray { }

    public static class np
    {
        public static ndarray zeros(params int[] shape) => null;
        public static ndarray expand_dims(ndarray a, int axis) => null;
    }
}

namespace tensorflow
{
    public interface IGraphNodeBase { }

    public class Tensor : IGraphNodeBase { }

    public class Variable : IGraphNodeBase
    {
        public Variable(object initial_value = null, bool trainable = true, string name = null) { }
        public bool trainable => true;
        public string name => null;
    }

    public class TensorShape
    {
        public TensorShape(params int?[] dims) { }
    }

    public static class tf
    {
        public static Tensor stack(IEnumerable<IGraphNodeBase> values) => null;
        public static Tensor reduce_mean(IGraphNodeBase x) => null;

        public static class keras
        {
            public static Tensor Input(TensorShape shape) => null;

            public static class models
            {
                public static tensorflow.keras.Model load_model(string filepath, bool compile = true) => null;
            }
        }

        public static class random
        {
            public static void set_seed(int seed) { }
        }
    }
}

namespace tensorflow.keras.layers
{
    public interface ILayer
    {
        string name { get; }
        bool trainable { get; set; }
        IGraphNodeBase __call__(IGraphNodeBase input);
    }

    public class Layer : ILayer
    {
        public string name => null;
        public virtual bool trainable { get; set; } = true;
        public IList<Variable> trainable_weights => null;
        public IList<Variable> non_trainable_weights => null;
        public virtual IGraphNodeBase __call__(IGraphNodeBase input) => null;
    }

    public class Dense : Layer
    {
        public Dense(int units, object activation = null, bool use_bias = true) { }
    }

    public class Conv2D : Layer
    {
        public Conv2D(int filters, int kernel_size, string padding = "valid", object activation = null) { }
    }

    public class BatchNormalization : Layer
    {
        public BatchNormalization(int axis = -1, double momentum = 0.99, double epsilon = 0.001, bool trainable = true) { }
    }

    public class Dropout : Layer
    {
        public Dropout(double rate) { }
    }

    public class Flatten : Layer { }

    public class GlobalAveragePooling2D : Layer { }
}

namespace tensorflow.keras
{
    public class Model : Layer
    {
        public IList<Layer> layers => null;
        public Layer get_layer(string name = null, int? index = null) => null;
        public void build(TensorShape input_shape) { }
        public void compile(object optimizer, object loss = null, object metrics = null) { }
        public History fit(ndarray x, ndarray y, int batchSize = 32, int epochs = 1, IEnumerable<object> callbacks = null) => null;
        public IList<double> evaluate(ndarray x, ndarray y) => null;
        public ndarray predict(ndarray x) => null;
        public void load_weights(string filepath) { }
        public void save_weights(string filepath) { }
        public void summary() { }
    }

    public class Sequential : Model
    {
        public Sequential(params Layer[] layers) { }
        public void add(Layer layer) { }
    }

    public class History
    {
        public IDictionary<string, IList<double>> history => null;
    }
}

namespace tensorflow.keras.optimizers
{
    public class Optimizer { }

    public class Adam : Optimizer
    {
        public Adam(double learning_rate = 0.001, double beta_1 = 0.9, double beta_2 = 0.999) { }
    }

    public class SGD : Optimizer
    {
        public SGD(double learning_rate = 0.01, double momentum = 0.0, bool nesterov = false) { }
    }
}
