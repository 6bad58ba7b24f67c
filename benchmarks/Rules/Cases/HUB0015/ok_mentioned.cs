// The handle is printed, never loaded.
// uses: tensorflow.net
// expect: none
using App.HubModels;
using static Tensorflow.Binding;

print("Do not load", Elmo.Handle, "with TensorFlow.NET");
