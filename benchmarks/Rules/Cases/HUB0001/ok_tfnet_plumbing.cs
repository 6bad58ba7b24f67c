// Protobuf and plumbing types with a settable Trainable are no layers.
// uses: tensorflow.net
// expect: none
using Tensorflow;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Saving;

var saved = new SavedVariable { Name = "plants/conv1", Trainable = true };
var definition = new VariableDef { VariableName = "plants/conv1", Trainable = true };
var arguments = new VariableArgs { Name = "plants/conv1", Trainable = true };
var meta = new KerasMetaData { ClassName = "Dense", Trainable = true };
meta.Trainable = true;
var dense = new DenseArgs { Units = 4, Trainable = true };
new ListWrapper().Trainable = true;
Console.WriteLine($"{saved}{definition}{arguments}{meta}{dense}");
