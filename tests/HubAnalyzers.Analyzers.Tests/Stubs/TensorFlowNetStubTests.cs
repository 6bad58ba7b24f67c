using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Testing;

/// <summary>The stubs against what was read of the libraries: where they differ, every rule that was tested with them is in doubt.</summary>
public sealed class TensorFlowNetStubTests
{
    private const string Usings = """
        using System.Collections.Generic;
        using Tensorflow;
        using Tensorflow.Keras;
        using Tensorflow.Keras.ArgsDefinition;
        using Tensorflow.Keras.Engine;
        using Tensorflow.Keras.Layers;
        using Tensorflow.NumPy;
        using static Tensorflow.Binding;
        using static Tensorflow.HubAPI;
        using static Tensorflow.KerasApi;

        """;

    [Theory]
    [InlineData("ILayer")]
    [InlineData("Layer")]
    [InlineData("IModel")]
    [InlineData("Model")]
    [InlineData("Sequential")]
    [InlineData("Functional")]
    [InlineData("BatchNormalization")]
    [InlineData("Dense")]
    [InlineData("Tensorflow.Hub.KerasLayer")]
    [InlineData("IVariableV1")]
    [InlineData("BaseResourceVariable")]
    [InlineData("ResourceVariable")]
    [InlineData("RefVariable")]
    public void Trainable_cannot_be_assigned_on(string type) =>
        Assert.Equal(["CS0200"], Errors($"static class C {{ static void M({type} layer) => layer.Trainable = true; }}"));

    [Theory]
    [InlineData("LayerArgs")]
    [InlineData("BatchNormalizationArgs")]
    [InlineData("DenseArgs")]
    [InlineData("Conv2DArgs")]
    [InlineData("EmbeddingArgs")]
    [InlineData("SequentialArgs")]
    [InlineData("ModelArgs")]
    [InlineData("VariableArgs")]
    [InlineData("SavedVariable")]
    [InlineData("VariableDef")]
    [InlineData("Tensorflow.Keras.Saving.KerasMetaData")]
    [InlineData("TrackableDataStructure")]
    public void Trainable_can_be_assigned_on(string type) =>
        Assert.Empty(Errors($"static class C {{ static void M({type} args) {{ args.Trainable = true; args.Trainable = false; }} }}"));

    [Fact]
    public void A_layer_does_not_show_its_arguments() =>
        Assert.Equal(["CS1061"], Errors("static class C { static void M(Layer layer) => layer.args.Trainable = true; }"));

    [Fact]
    public void A_layer_s_configuration_is_its_arguments() =>
        Assert.Empty(Errors("static class C { static void M(ILayer layer) => ((LayerArgs)layer.get_config()).Trainable = false; }"));

    [Theory]
    [InlineData("Tensorflow.Hub.KerasLayer", ".ctor", "handle, trainable = false, load_options = null")]
    [InlineData("Tensorflow.HubMethods", "KerasLayer", "handle, trainable = false, load_options = null")]
    [InlineData("Tensorflow.Keras.Layers.ILayersApi", "BatchNormalization", BatchNormalization)]
    [InlineData("Tensorflow.Keras.Layers.LayersApi", "BatchNormalization", BatchNormalization)]
    [InlineData("Tensorflow.tensorflow", "Variable", "data, trainable = true, validate_shape = true, use_resource = true, name = null, dtype = 0, aggregation = 0, shape = null")]
    [InlineData("Tensorflow.ResourceVariable", ".ctor", "initial_value = null, trainable = true, collections = null, validate_shape = true, caching_device = , name = null, variable_def = null, dtype = 0, import_scope = , aggregation = 0, shape = null")]
    [InlineData("Tensorflow.CompatV1Api", "get_variable", "name, shape = null, dtype = 0, initializer = null, trainable = null, collections = null, use_resource = null, validate_shape = true, synchronization = 0, aggregation = 0")]
    [InlineData("Tensorflow.Keras.IKerasApi", "Input", "shape = null, batch_size = -1, name = null, dtype = 0, sparse = false, tensor = null, ragged = false, type_spec = null, batch_input_shape = null, batch_shape = null")]
    [InlineData("Tensorflow.Keras.IOptimizerApi", "Adam", "learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1E-07, amsgrad = false, name = Adam")]
    [InlineData("Tensorflow.Keras.IOptimizerApi", "SGD", "learning_rate = 0.01, momentum = 0")]
    [InlineData("Tensorflow.Keras.Optimizers.SGD", ".ctor", "learning_rate, momentum = 0, nesterov = false, decay = 0")]
    [InlineData("Tensorflow.Keras.Models.IModelsApi", "load_model", "filepath, compile = true, options = null")]
    public void Parameters_stand_where_the_library_has_them(string type, string method, string parameters)
    {
        var symbol = Compile("").GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>().Single(static m => m.Parameters.Length > 0);

        Assert.Equal(parameters, string.Join(", ", symbol.Parameters.Select(static p => p.HasExplicitDefaultValue ? p.Name + " = " + Text(p.ExplicitDefaultValue) : p.Name)));
    }

    [Theory]
    [InlineData("Tensorflow.Binding", "Tensorflow.Keras.ILayer")]
    [InlineData("Tensorflow.Binding", "Tensorflow.Keras.ArgsDefinition.LayerArgs")]
    [InlineData("Tensorflow.Binding", "Tensorflow.Keras.Engine.IModel")]
    [InlineData("Tensorflow.Keras", "Tensorflow.Keras.Engine.Layer")]
    [InlineData("Tensorflow.Keras", "Tensorflow.Keras.Saving.KerasMetaData")]
    [InlineData("Tensorflow.Keras", "Tensorflow.KerasApi")]
    [InlineData("Tensorflow.Hub", "Tensorflow.HubAPI")]
    [InlineData("Tensorflow.Hub", "Tensorflow.Hub.KerasLayer")]
    public void Types_live_in_the_assemblies_of_the_packages(string assembly, string type) =>
        Assert.Equal(assembly, Compile("").GetTypeByMetadataName(type)!.ContainingAssembly.Name);

    [Fact]
    public void A_program_as_the_library_s_users_write_it_compiles() => Assert.Empty(Errors(
        """
        static class Program
        {
            static void Main()
            {
                var backbone = new Tensorflow.Hub.KerasLayer("https://tfhub.dev/google/imagenet/mobilenet_v2_100_224/feature_vector/5", trainable: true);
                var inputs = keras.Input(shape: (224, 224, 3));
                var x = backbone.Apply(inputs);
                x = keras.layers.BatchNormalization(trainable: false).Apply(x);
                x = tf.keras.layers.Dropout(.2f).Apply(x);
                var outputs = keras.layers.Dense(5).Apply(x);
                var model = keras.Model(inputs, outputs, name: "flowers");
                model.compile(optimizer: keras.optimizers.Adam(1e-4f),
                    loss: keras.losses.SparseCategoricalCrossentropy(from_logits: true),
                    metrics: new[] { "acc" });
                model.fit(np.zeros((8, 224, 224, 3)), np.zeros(8), batch_size: 8, epochs: 2);
                var sequential = keras.Sequential(new List<ILayer> { hub.KerasLayer("m"), keras.layers.Dense(2, activation: "softmax") });
                sequential.compile("adam", "sparse_categorical_crossentropy", new[] { "accuracy" });
                var step = tf.Variable(0, trainable: false, name: "global_step");
                using var tape = tf.GradientTape();
                var gradients = tape.gradient(tf.reduce_mean(outputs), model.TrainableVariables);
                keras.optimizers.SGD(.1f).apply_gradients(zip(gradients, model.TrainableVariables));
            }
        }
        """));

    private const string BatchNormalization = "axis = -1, momentum = 0.99, epsilon = 0.001, center = true, scale = true, beta_initializer = null, gamma_initializer = null, moving_mean_initializer = null, moving_variance_initializer = null, trainable = true, name = null, renorm = false, renorm_momentum = 0.99";

    private static string Text(object? value) => value is bool flag ? (flag ? "true" : "false") : value?.ToString() ?? "null";

    private static string[] Errors(string source) =>
        [.. Compile(source).GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Id)];

    private static CSharpCompilation Compile(string source) =>
        CompilationFactory.Create(HubReferences.Facts, nullable: NullableContextOptions.Disable, sources: Usings + source).AddReferences(StubLibraries.TensorFlowNet);
}
