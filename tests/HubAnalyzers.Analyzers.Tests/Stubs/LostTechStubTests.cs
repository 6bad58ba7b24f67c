using System.Linq;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Testing;

/// <summary>LostTech.TensorFlow: the one library for .NET where a layer's switch can be assigned, in lower case.</summary>
public sealed class LostTechStubTests
{
    [Theory]
    [InlineData("tensorflow.keras.layers.ILayer")]
    [InlineData("tensorflow.keras.layers.Layer")]
    [InlineData("tensorflow.keras.layers.BatchNormalization")]
    [InlineData("tensorflow.keras.Model")]
    [InlineData("tensorflow.keras.Sequential")]
    public void Trainable_in_lower_case_can_be_assigned_on(string type) =>
        Assert.Empty(Errors($"static class C {{ static void M({type} layer) => layer.trainable = true; }}"));

    [Fact]
    public void A_variable_has_none_to_assign() =>
        Assert.Equal(["CS0200"], Errors("static class C { static void M(tensorflow.Variable v) => v.trainable = true; }"));

    [Fact]
    public void A_program_as_the_library_s_samples_write_it_compiles() => Assert.Empty(Errors(
        """
        using numpy;
        using tensorflow;
        using tensorflow.keras;
        using tensorflow.keras.layers;
        using tensorflow.keras.optimizers;

        static class Program
        {
            static void Main()
            {
                var backbone = tf.keras.models.load_model("backbone");
                backbone.trainable = false;
                var model = new Sequential(backbone, new Flatten(), new Dense(units: 10));
                model.compile(optimizer: new Adam(), loss: "sparse_categorical_crossentropy", metrics: new[] { "accuracy" });
                model.fit(np.zeros(8, 64, 64, 3), np.zeros(8), batchSize: 4, epochs: 5);
            }
        }
        """));

    private static string[] Errors(string source) =>
        [.. CompilationFactory.Create(HubReferences.Facts, nullable: NullableContextOptions.Disable, sources: source).AddReferences(StubLibraries.LostTech)
            .GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Id)];
}
