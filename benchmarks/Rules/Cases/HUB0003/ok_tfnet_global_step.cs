// The commonest trainable argument in public code: a step counter.
// uses: tensorflow.net
// expect: none
using Tensorflow;
using static Tensorflow.Binding;

internal sealed class LinearRegression
{
    private readonly IVariableV1 _step = tf.Variable(0, trainable: false, name: "global_step");
    private readonly ResourceVariable _weight = tf.Variable(.5f, name: "weight", trainable: true);

    public void Advance() => _step.assign_add(1);

    public Tensor Predict(Tensor x) => x * _weight;
}
