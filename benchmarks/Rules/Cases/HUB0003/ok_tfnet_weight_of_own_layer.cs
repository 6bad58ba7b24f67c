// A layer of the program's own says of a weight that it is none.
// uses: tensorflow.net
// expect: none
using Tensorflow;
using Tensorflow.Common.Types;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Saving;

public sealed class CountingLayer : Layer
{
    private IVariableV1? _seen;

    public CountingLayer()
        : base(new LayerArgs { Trainable = true, Name = "counting" })
    {
    }

    public override void build(KerasShapesWrapper input_shape) =>
        _seen = add_weight("seen", Shape.Scalar, TF_DataType.TF_INT64, trainable: true);

    protected override Tensors Call(Tensors inputs, Tensors? state = null, bool? training = null, IOptionalArgs? optional_args = null)
    {
        _seen!.assign_add(1);
        return inputs;
    }
}
